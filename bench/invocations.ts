/** Times invocations through a link, wherever its home is: from the command to its reply, in real ms. */
import type { Command, InvocationResult, InvocationStart } from '../src/emulator/commands.ts'
import type { Link } from '../src/link/link.ts'

const FUNCTION = 'bench'
/** Real ms in which a spare guest is surely up. */
const SPARE_UP_MS = 400

const INVOKE: Command = {
  type: 'invoke',
  function: FUNCTION,
  request: { kind: 'event', payload: '{}', invocationType: 'RequestResponse' },
}

/**
 * Cold starts that find a spare guest started (`ahead` ms before). Each deploys first: new code, new environment. The
 * first one of all finds a spare only where the home starts one by itself.
 */
export async function coldStarts(link: Link, samples: number, ahead = SPARE_UP_MS): Promise<number[]> {
  const times: number[] = []
  for (let sample = 0; sample < samples; sample++) {
    await deploy(link, answering(sample))
    if (ahead > 0) await pause(ahead)
    times.push(await timed(link, 'cold'))
  }
  return times
}

/** Cold starts right after one another: the spare of each has only just begun to start, as with none. */
export async function hurriedColdStarts(link: Link, samples: number): Promise<number[]> {
  return (await coldStarts(link, samples + 1, 0)).slice(1)
}

/** Invocations of one warm environment. */
export async function warm(link: Link, samples: number): Promise<number[]> {
  await deploy(link, answering(0))
  await timed(link, 'cold')
  const times: number[] = []
  for (let sample = 0; sample < samples; sample++) times.push(await timed(link, 'warm'))
  return times
}

/** How long the handlers of `overlapping` last: long enough that all are under way at once. */
export const OVERLAP_MS = 500

/** `count` invocations at once, each in an environment of its own: what all took beyond the handler’s own time. */
export async function overlapping(link: Link, count: number): Promise<number[]> {
  const text = `export const handler = () => new Promise(done => setTimeout(done, ${OVERLAP_MS}))`
  await deploy(link, text)
  const began = performance.now()
  await Promise.all(Array.from({ length: count }, () => timed(link, 'cold')))
  return [performance.now() - began - OVERLAP_MS]
}

/** One invocation; throws when it did not begin as wanted or failed. */
async function timed(link: Link, start: InvocationStart): Promise<number> {
  const began = performance.now()
  const reply = await link.send(INVOKE)
  const ms = performance.now() - began
  if (!reply.ok || reply.result.type !== 'invocation') throw new Error(`No invocation: ${JSON.stringify(reply)}`)
  check(reply.result.invocation, start)
  return ms
}

function check(invocation: InvocationResult, start: InvocationStart): void {
  if (invocation.start === start && invocation.functionError === null) return
  throw new Error(`Not a ${start} start that succeeded: ${JSON.stringify(invocation)}`)
}

/** Code that answers at once; another `version` is other code. */
function answering(version: number): string {
  return `// ${version}\nexport const handler = async () => 1`
}

async function deploy(link: Link, text: string): Promise<void> {
  const reply = await link.send({ type: 'deploy', function: FUNCTION, files: [{ path: 'index.mjs', text }] })
  if (!reply.ok) throw new Error(reply.refusal.message)
}

/** Real ms of nothing. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms)
  })
}
