/** The function's folder in the container: what is deployed is written there, npm installs there, a shell opens there. */
import type { Container, ContainerTree } from './container.ts'

/** Below the container's working directory; the home reads packages there (`homes/container.ts`). */
export const FUNCTION_FOLDER = 'function'

/** A file of the function. */
export interface FunctionFile {
  readonly path: string
  readonly text: string
}

/** The folder of one container. */
export class FunctionFolder {
  readonly #container: Container
  #written: readonly string[] = []

  constructor(container: Container) {
    this.#container = container
  }

  /** Writes the files; those of the deployment before that are gone now are removed. What npm installed stays. */
  async write(files: readonly FunctionFile[]): Promise<void> {
    const fitting = files.filter(({ path }) => path.split('/').every(part => !['', '.', '..'].includes(part)))
    const paths = new Set(fitting.map(({ path }) => path))
    for (const path of this.#written) {
      if (!paths.has(path)) await this.#container.fs.rm(`${FUNCTION_FOLDER}/${path}`, { force: true })
    }
    this.#written = [...paths]
    await this.#container.mount({ [FUNCTION_FOLDER]: { directory: treeOf(fitting) } })
  }
}

function treeOf(files: readonly FunctionFile[]): ContainerTree {
  const root: ContainerTree = {}
  for (const { path, text } of files) {
    const parts = path.split('/')
    const name = parts.pop() ?? path
    folderAt(root, parts)[name] = { file: { contents: text } }
  }
  return root
}

function folderAt(root: ContainerTree, parts: readonly string[]): ContainerTree {
  let folder = root
  for (const part of parts) {
    const known = folder[part]
    if (known !== undefined && 'directory' in known) folder = known.directory
    else {
      const made: ContainerTree = {}
      folder[part] = { directory: made }
      folder = made
    }
  }
  return folder
}
