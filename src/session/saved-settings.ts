/** What was set in the playground, as the browser keeps it beside the code. */
import * as z from 'zod/mini'
import {
  type AccountConfiguration,
  type ConfigurationRequest,
  configurationSchema,
  PLACEMENTS,
} from '../emulator/configuration.ts'
import { draftSchema, FIRST_DRAFT, type RequestDraft } from './draft.ts'

/** Key of the browser's storage. */
export const SETTINGS_KEY = 'warmstart.settings.playground'

const count = z.number().check(z.int(), z.minimum(1))
/** ms */
const duration = z.number().check(z.minimum(0))

const settingsSchema = z.object({
  configuration: z.optional(configurationSchema),
  // Wrong figures are as at first; what else was kept is not lost for them.
  account: z.catch(
    z.optional(
      z.object({
        concurrency: z.optional(count),
        idleRetention: z.optional(duration),
        lifetime: z.optional(duration),
        scalingRate: z.optional(count),
        placement: z.optional(z.enum(PLACEMENTS)),
      }),
    ),
    undefined,
  ),
  draft: draftSchema,
  query: z.optional(z.string()),
})

/** The playground's settings; what is missing is as at first. */
export interface Settings {
  readonly configuration?: ConfigurationRequest
  readonly account?: Partial<AccountConfiguration>
  readonly draft: RequestDraft
  readonly query?: string
}

/** Reads what was kept; what is no settings of ours is as if nothing was kept. */
export function parseSettings(text: string | null): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(text ?? 'null'))
    // JSON holds no undefined: a key that is there has a value.
    if (parsed.success) return JSON.parse(JSON.stringify(parsed.data))
  } catch {
    // Not JSON: somebody else wrote it. It is overwritten with the next change.
  }
  return { draft: FIRST_DRAFT }
}
