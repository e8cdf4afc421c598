/** The page's side of script-worker.ts: one question, one worker, which is ended with its answer. */
import type { Scenario } from '../scenario/scenario.ts'
import type { Script } from '../session/script.ts'
import type { ScriptAnswer, ScriptQuestion } from './script-worker.ts'

/** After this a text is taken for one that was made to hang us. */
const LONGEST_MS = 10_000

/** The scenario of a link's address. Rejects with why it cannot be opened. */
export async function readLink(hash: string): Promise<Scenario> {
  const answer = await ask({ hash })
  if (answer.kind === 'scenario') return answer.scenario
  throw new Error(answer.kind === 'wrong' ? answer.reason : 'It could not be read.')
}

/** A script as YAML. */
export async function yamlOf(script: Script): Promise<string> {
  const answer = await ask({ script })
  if (answer.kind === 'yaml') return answer.yaml
  throw new Error(answer.kind === 'wrong' ? answer.reason : 'It could not be written.')
}

function ask(question: ScriptQuestion): Promise<ScriptAnswer> {
  const worker = new Worker(new URL('./script-worker.ts', import.meta.url), { type: 'module' })
  const answered = new Promise<ScriptAnswer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Reading it took too long.')), LONGEST_MS)
    worker.addEventListener('message', ({ data }: MessageEvent<ScriptAnswer>) => {
      clearTimeout(timer)
      resolve(data)
    })
    worker.addEventListener('error', event => {
      clearTimeout(timer)
      reject(new Error(event.message || 'The page could not load what reads it.'))
    })
    worker.postMessage(question)
  })
  return answered.finally(() => worker.terminate())
}
