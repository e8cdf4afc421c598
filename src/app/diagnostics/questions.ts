/**
 * The questions that only a booted container can answer (what nobody could try without the vendor’s network). Each is asked of a process of its own
 * and has an end; what does not answer is told as that.
 */
import type { Container } from '../../engines/webcontainer/container.ts'
import { withinMs } from '../within.ts'
import { AskedProcess } from './container-process.ts'
import type { Answered } from './outcome.ts'
import { QUESTION_FILE, QUESTION_SCRIPT, READY_MARK } from './question-script.ts'

/** A question is given up after this time, ms. */
const QUESTION_MS = 30_000
/** A process that starts says so within this time, ms. */
const START_MS = 10_000
/** A line arrives within this time, or not at all, ms. */
const LINE_MS = 2_500
/** How long a process that is killed may take to end, ms. */
const END_MS = 3_000
/** Lengths of lines that are typed, characters: a Linux terminal takes 4,095 in cooked mode. */
const COOKED_LENGTHS = [1_000, 4_000, 4_095, 5_000, 20_000] as const
const RAW_LENGTHS = [4_000, 20_000, 200_000] as const

interface Question {
  readonly question: string
  ask(container: Container): Promise<string>
}

const NO_ANSWER = 'no answer'

/** A question that one program answers by itself. */
function byProgram(question: string, name: string): Question {
  return {
    question,
    ask: async container => shown(await (await AskedProcess.start(container, name)).answer(QUESTION_MS - 1_000)),
  }
}

const shown = (answer: unknown): string => {
  if (answer === undefined) return NO_ANSWER
  return typeof answer === 'string' ? answer : JSON.stringify(answer)
}

/** In this order: what may spoil the container comes last. */
const QUESTIONS: readonly Question[] = [
  { question: 'How long a call of the file system takes: the first, the tenth', ask: askFiles },
  { question: 'How long `node FILE` takes from its start to its first output: three times', ask: askStart },
  byProgram('Which Node.js it is, and what its terminal says of itself', 'versions'),
  byProgram('What process.memoryUsage() says, bytes', 'memory'),
  {
    question: 'Cooked terminal: lines that arrive whole, and whether they are echoed',
    ask: container => askLines(container, 'cooked'),
  },
  {
    question: 'Raw terminal: lines that arrive whole, and whether they are echoed',
    ask: container => askLines(container, 'raw'),
  },
  { question: 'A megabyte of output: what arrives, in which pieces', ask: askOutput },
  byProgram('Whether child_process.fork has messages', 'fork'),
  byProgram('Whether resourceLimits of a worker are enforced', 'limits'),
  byProgram('Whether worker.terminate() ends a busy loop', 'terminate'),
  { question: 'Whether kill() ends a process in a busy loop, and whether another starts beside it', ask: askHot },
]

/** How many there are. */
export const QUESTION_COUNT = QUESTIONS.length

/** Asks them one after another. */
export async function* askContainer(container: Container): AsyncGenerator<Answered> {
  await container.fs.writeFile(QUESTION_FILE, QUESTION_SCRIPT)
  for (const { question, ask } of QUESTIONS) {
    const began = performance.now()
    const answer = await withinMs(
      QUESTION_MS,
      ask(container).catch(error => `error: ${String(error)}`),
    )
    yield { question, answer: answer ?? `${NO_ANSWER} within ${QUESTION_MS / 1_000} s`, ms: performance.now() - began }
  }
}

async function askFiles(container: Container): Promise<string> {
  const times: number[] = []
  for (let call = 0; call < 10; call++) {
    const began = performance.now()
    await container.fs.writeFile('warmstart-question.txt', String(call))
    times.push(Math.round((performance.now() - began) * 10) / 10)
  }
  return `${times[0]} ms, ${times.at(-1)} ms`
}

async function askStart(container: Container): Promise<string> {
  const times: string[] = []
  for (let run = 0; run < 3; run++) {
    const began = performance.now()
    const asked = await AskedProcess.start(container, 'start')
    const answer = await asked.answer(START_MS)
    times.push(answer === undefined ? NO_ANSWER : `${Math.round(performance.now() - began)} ms`)
  }
  return times.join(', ')
}

async function askLines(container: Container, mode: 'cooked' | 'raw'): Promise<string> {
  const asked = await AskedProcess.start(container, 'lines', mode)
  if ((await asked.said(new RegExp(READY_MARK), START_MS)) === null) return 'the process did not start'
  const said: string[] = []
  let echo = false
  for (const length of mode === 'raw' ? RAW_LENGTHS : COOKED_LENGTHS) {
    asked.text = ''
    asked.write(`${'a'.repeat(length)}\n`)
    const seen = await asked.said(/@answer (\d+)/, LINE_MS)
    echo ||= asked.text.includes('aaaa')
    said.push(`${length}: ${seen === null ? 'lost' : seen[1] === String(length) ? 'whole' : `as ${seen[1]}`}`)
    if (seen === null) break
  }
  asked.kill()
  return `${said.join(', ')}; echoed: ${echo ? 'yes' : 'no'}`
}

async function askOutput(container: Container): Promise<string> {
  const began = performance.now()
  const asked = await AskedProcess.start(container, 'output')
  const found = await asked.said(/@answer/, QUESTION_MS - 1_000)
  const characters = asked.text.replace(/[^x]/g, '').length
  const ms = Math.round(performance.now() - began)
  const whole = found === null ? ', and no end' : ''
  return `${characters} of 1000000 characters${whole} in ${asked.chunks} pieces, the largest ${asked.largestChunk}, ${ms} ms`
}

async function askHot(container: Container): Promise<string> {
  const asked = await AskedProcess.start(container, 'hot')
  if ((await asked.said(new RegExp(READY_MARK), START_MS)) === null) return 'the process did not start'
  await new Promise(resolve => setTimeout(resolve, 200))
  asked.kill()
  const code = await withinMs(END_MS, asked.exit)
  const began = performance.now()
  const next = await (await AskedProcess.start(container, 'start')).answer(START_MS)
  const beside =
    next === undefined ? 'no other started' : `another started in ${Math.round(performance.now() - began)} ms`
  return `${code === null ? `it did not end within ${END_MS / 1_000} s` : `it ended with ${code}`}; ${beside}`
}
