/** What the engine uses of a WebContainer: the part of `@webcontainer/api`'s class that its tests can stand in for. */

/** A process in the container; its output is one terminal's. */
export interface ContainerProcess {
  /** Resolves with the exit code, maybe before the last output was read, maybe never. */
  readonly exit: Promise<number>
  readonly output: ReadableStream<string>
  readonly input: WritableStream<string>
  kill(): void
  resize(dimensions: { cols: number; rows: number }): void
}

/** How a process is started. */
export interface SpawnSettings {
  readonly env?: Record<string, string | number | boolean>
  readonly cwd?: string
  readonly terminal?: { readonly cols: number; readonly rows: number }
}

/** Files and folders below the working directory, as they are mounted. */
export type ContainerTree = {
  [name: string]: { file: { contents: string | Uint8Array } } | { directory: ContainerTree }
}

/** A booted container. Paths are below its working directory. */
export interface Container {
  readonly workdir: string
  readonly fs: {
    writeFile(path: string, data: string): Promise<void>
    mkdir(path: string, options: { recursive: true }): Promise<string | undefined>
    readFile(path: string, encoding: 'utf-8'): Promise<string>
    rm(path: string, options: { force: true }): Promise<void>
  }
  mount(tree: ContainerTree): Promise<void>
  spawn(command: string, args: string[], options?: SpawnSettings): Promise<ContainerProcess>
  teardown(): void
}
