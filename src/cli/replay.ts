/** `warmstart replay`: runs scenario files, reports what came of them. */
import { readFile } from 'node:fs/promises'
import type { SourceFile } from '../emulator/sandbox.ts'
import type { Engine } from '../link/engine.ts'
import { RefusedStep } from '../scenario/outcome.ts'
import { formatProblem, WrongScenario } from '../scenario/problem.ts'
import { type ReadScenario, readScenario } from '../scenario/read-scenario.ts'
import { runScenario } from '../scenario/runner.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { EXIT_DIFFERS, EXIT_HOLDS, EXIT_WRONG, type ReplayCommand } from './arguments.ts'
import { jsonLine } from './json-line.ts'
import { loadFolders } from './load-folders.ts'
import { WrongFolder } from './read-folder.ts'
import { reportDifference, reportLine } from './report.ts'

/** Where lines go. */
export interface Output {
  /** Standard output: what was asked for. */
  out(line: string): void
  /** Standard error: what went wrong. */
  error(line: string): void
}

export interface ReplayTools extends Output {
  /** A fresh engine for one run of the scenario. */
  engine(scenario: Scenario): Promise<Engine>
}

/** Replays every file. Resolves with the exit code: of the worst file. Rejects when an engine fails. */
export async function replay(command: ReplayCommand, tools: ReplayTools): Promise<number> {
  let worst = EXIT_HOLDS
  for (const file of command.files) {
    if (command.files.length > 1 && !command.json) tools.out(file)
    worst = Math.max(worst, await replayFile(file, command, tools))
  }
  return worst
}

async function replayFile(file: string, command: ReplayCommand, tools: ReplayTools): Promise<number> {
  try {
    const read = readScenario(await textOf(file), file, { filesGiven: command.folder !== null })
    const scenario = await loadFolders(read, { file, folder: command.folder, notice: text => tools.error(text) })
    const engine = await tools.engine(scenario)
    try {
      return await run(scenario, read, { file, command, tools, engine })
    } finally {
      await engine.dispose()
    }
  } catch (error) {
    if (!(error instanceof WrongScenario || error instanceof WrongFolder)) throw error
    tools.error(error.message)
    return EXIT_WRONG
  }
}

interface RunContext {
  readonly file: string
  readonly command: ReplayCommand
  readonly tools: ReplayTools
  readonly engine: Engine
}

async function run(scenario: Scenario, read: ReadScenario, context: RunContext): Promise<number> {
  const { file, command, tools, engine } = context
  let code = EXIT_HOLDS
  try {
    for await (const step of runScenario(scenario, { link: await engine.start(), readFolder: refuseFolder })) {
      tools.out(command.json ? jsonLine(step) : reportLine(step))
      for (const difference of step.differences) {
        code = EXIT_DIFFERS
        const text = reportDifference(file, read.lineOf([...step.path, ...difference.path]), step, difference)
        if (command.json) tools.error(text)
        else tools.out(text)
      }
    }
  } catch (error) {
    if (!(error instanceof RefusedStep)) throw error
    const { hint } = error.refusal
    const text = `refused by Lambda with ${error.message}${hint === null ? '' : `\n  ${hint}`}`
    tools.error(formatProblem(file, read.problemAt(error.path, text)))
    return EXIT_WRONG
  }
  return code
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new WrongFolder(`${file} cannot be read: ${reason}`)
  }
}

async function refuseFolder(folder: string): Promise<readonly SourceFile[]> {
  throw new Error(`The folder ${folder} was not read before the run.`)
}
