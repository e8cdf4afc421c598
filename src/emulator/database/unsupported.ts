/** What one shared session cannot give as Postgres does is refused, in Postgres's own form, not approximated in silence. */
import type { ServerError } from './protocol.ts'

const UNSUPPORTED: readonly (readonly [RegExp, string])[] = [
  [/\bcreate\s+(local\s+|global\s+)?temp(orary)?\b|\binto\s+(local\s+|global\s+)?temp(orary)?\b/i, 'Temporary tables'],
  [/\bpg_(try_)?advisory_(lock|unlock)/i, 'Advisory locks of a session'],
  [/^\s*(un)?listen\b/i, 'LISTEN'],
  [/\bcursor\s+with\s+hold\b/i, 'Cursors WITH HOLD'],
  [/^\s*prepare\s+transaction\b/i, 'Prepared transactions'],
  [/^\s*copy\b.*\b(stdin|stdout)\b/is, 'COPY over the connection'],
]

/** The refusal of a statement; null where it can be run. */
export function unsupported(sql: string): ServerError | null {
  const found = UNSUPPORTED.find(([pattern]) => pattern.test(sql))
  if (found === undefined) return null
  return {
    severity: 'ERROR',
    code: '0A000',
    message: `${found[1]} are not supported by Warmstart's database`,
    hint: 'Its Postgres has one session for all connections, so this would act on all of them. A real RDS instance runs it.',
  }
}
