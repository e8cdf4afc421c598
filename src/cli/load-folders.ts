/** Puts the files of a scenario's folders in their place, before anything runs. */
import { dirname, resolve } from 'node:path'
import { WrongScenario } from '../scenario/problem.ts'
import type { ReadScenario } from '../scenario/read-scenario.ts'
import type { ActionStep, Files, Path, Scenario, ScenarioFunction } from '../scenario/scenario.ts'
import { readFolder, WrongFolder } from './read-folder.ts'

export interface LoadOptions {
  /** The scenario file. */
  readonly file: string
  /** `--files`: takes the place of the folder or map of `files:`. */
  readonly folder: string | null
  /** Told of files that were left out. */
  notice(text: string): void
}

/**
 * The scenario without folders. A folder stands beside the scenario file; with `--files`, the code of a single function
 * comes from there, and that of `functions:` from the folders of their names below it. Throws {@link WrongScenario} at
 * the line of a folder that is missing, {@link WrongFolder} for `--files` itself.
 */
export async function loadFolders(read: ReadScenario, options: LoadOptions): Promise<Scenario> {
  const loader = new Loader(read, options)
  const { functions, steps, account } = read.scenario
  return {
    account,
    functions: await inOrder(functions, item => loader.loadFunction(item)),
    steps: await inOrder(steps, async step =>
      'together' in step
        ? { ...step, together: await inOrder(step.together, item => loader.loadStep(item)) }
        : loader.loadStep(step),
    ),
  }
}

class Loader {
  readonly #read: ReadScenario
  readonly #options: LoadOptions

  constructor(read: ReadScenario, options: LoadOptions) {
    this.#read = read
    this.#options = options
  }

  async loadFunction(item: ScenarioFunction): Promise<ScenarioFunction> {
    const { folder } = this.#options
    const { files, filesPath } = item
    if (folder === null) return { ...item, files: await this.#load(files, dirname(this.#options.file), filesPath) }
    if (filesPath[0] === 'functions') return { ...item, files: await this.#load(files, folder, filesPath) }
    return { ...item, files: await this.#readFolder(folder) }
  }

  async loadStep(step: ActionStep): Promise<ActionStep> {
    const { action, path } = step
    if (action.kind !== 'deploy') return step
    const beside = dirname(this.#options.file)
    return {
      ...step,
      action: { ...action, files: await this.#load(action.files, beside, [...path, 'deploy', 'files']) },
    }
  }

  async #load(files: Files, base: string, path: Path): Promise<Files> {
    if (files.kind === 'map') return files
    try {
      return await this.#readFolder(resolve(base, files.folder))
    } catch (error) {
      if (!(error instanceof WrongFolder)) throw error
      const text = `expected a folder, found "${files.folder}": ${error.message}`
      throw new WrongScenario(this.#options.file, [this.#read.problemAt(path, text)])
    }
  }

  async #readFolder(folder: string): Promise<Files> {
    const { files, skipped } = await readFolder(folder)
    for (const path of skipped) this.#options.notice(`${folder}/${path} is no text and was left out.`)
    return { kind: 'map', files }
  }
}

async function inOrder<T, R>(items: readonly T[], load: (item: T) => Promise<R>): Promise<readonly R[]> {
  const loaded: R[] = []
  for (const item of items) loaded.push(await load(item))
  return loaded
}
