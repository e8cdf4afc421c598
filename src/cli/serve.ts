/** `warmstart serve`: a folder as a function with a URL for curl. */
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { resolve } from 'node:path'
import type { AccountConfiguration, ConfigurationRequest } from '../emulator/configuration.ts'
import type { SourceFile } from '../emulator/sandbox.ts'
import { createFunctionUrlServer } from '../homes/function-url-server.ts'
import type { Engine } from '../link/engine.ts'
import type { Link } from '../link/link.ts'
import { WrongScenario } from '../scenario/problem.ts'
import { readScenario } from '../scenario/read-scenario.ts'
import { ONLY_FUNCTION } from '../scenario/scenario.ts'
import { EXIT_HOLDS, EXIT_WRONG, type ServeCommand } from './arguments.ts'
import { readFolder, WrongFolder } from './read-folder.ts'
import type { Output } from './replay.ts'
import { watchFolder } from './watch-folder.ts'

/** Only this machine: the function is anyone's code. */
const HOST = '127.0.0.1'

export interface ServeTools extends Output {
  engine(account: Partial<AccountConfiguration>): Engine
  /** Resolves when the person wants it to end. */
  readonly ended: Promise<void>
}

/** Something that keeps the server from starting. The message says what and how to mend it. */
class CannotServe extends Error {
  override readonly name = 'CannotServe'
}

/** Serves until `ended`. Resolves with the exit code; rejects when the engine fails. */
export async function serve(command: ServeCommand, tools: ServeTools): Promise<number> {
  try {
    const { account, configuration } = await settingsOf(command)
    const { files, skipped, notInstalled } = await readFolder(command.folder)
    for (const path of skipped) tools.error(`${path} is no text and was left out.`)
    if (notInstalled.length > 0) {
      tools.error(
        `package.json asks for ${notInstalled.join(', ')}, not in node_modules. Run npm install in ${command.folder}.`,
      )
    }
    const engine = tools.engine(account)
    try {
      const link = await engine.start()
      await deployFirst(link, files, configuration)
      await serveLink(link, files, command, tools)
    } finally {
      await engine.dispose()
    }
    return EXIT_HOLDS
  } catch (error) {
    if (!(error instanceof CannotServe || error instanceof WrongFolder || error instanceof WrongScenario)) throw error
    tools.error(error.message)
    return EXIT_WRONG
  }
}

async function serveLink(link: Link, files: readonly SourceFile[], command: ServeCommand, tools: ServeTools) {
  const unsubscribe = link.subscribe(events => {
    for (const event of events) if (event.type === 'log') tools.out(event.line)
  })
  const server = createFunctionUrlServer(http =>
    link.send({ type: 'invoke', function: ONLY_FUNCTION, request: { kind: 'url', http } }),
  )
  const port = await listen(server, command.port)
  const redeploy = new Redeployment(link, command.folder, files, tools)
  const unwatch = watchFolder(
    command.folder,
    () => redeploy.run(),
    reason => tools.error(`${command.folder} is watched no more: ${reason.message}`),
  )
  tools.out(`http://localhost:${port}/`)
  await tools.ended
  unwatch()
  unsubscribe()
  server.closeAllConnections()
  await new Promise<void>(closed => {
    server.close(() => closed())
  })
}

async function settingsOf({ scenario: file, configuration }: ServeCommand) {
  if (file === null) return { account: {}, configuration }
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new WrongFolder(`${file} cannot be read: ${error.message}`)
  })
  const { functions, account } = readScenario(text, file, { filesGiven: true }).scenario
  const [first] = functions
  const env = { ...first?.configuration.env, ...configuration.env }
  return { account, configuration: { ...first?.configuration, ...configuration, env } }
}

async function deployFirst(link: Link, files: readonly SourceFile[], configuration: ConfigurationRequest) {
  const reply = await link.send({ type: 'deploy', function: ONLY_FUNCTION, files, configuration })
  if (reply.ok) return
  const { type, message, hint } = reply.refusal
  throw new CannotServe(`Lambda refuses this function with ${type}: ${message}${hint === null ? '' : `\n${hint}`}`)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((listening, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(explain(error, port)))
    server.listen(port, HOST, () => {
      const address = server.address()
      listening(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new CannotServe(`Port ${port} is taken. Choose another with --port, or --port 0 for any that is free.`)
  }
  if (error.code === 'EACCES') return new CannotServe(`Port ${port} needs more rights. Choose one above 1023.`)
  return error
}

/** Deploys the folder again when what it holds changed. */
class Redeployment {
  readonly #link: Link
  readonly #folder: string
  readonly #output: Output
  #deployed: readonly SourceFile[]

  constructor(link: Link, folder: string, deployed: readonly SourceFile[], output: Output) {
    this.#link = link
    this.#folder = resolve(folder)
    this.#deployed = deployed
    this.#output = output
  }

  async run(): Promise<void> {
    try {
      const { files } = await readFolder(this.#folder)
      if (JSON.stringify(files) === JSON.stringify(this.#deployed)) return
      const reply = await this.#link.send({ type: 'deploy', function: ONLY_FUNCTION, files })
      if (!reply.ok) throw new Error(reply.refusal.message)
      this.#deployed = files
      this.#output.error(`Deployed ${files.map(({ path }) => path).join(', ')}: new environments from now on.`)
    } catch (error) {
      // What was deployed before goes on answering; the next save is another try.
      this.#output.error(`Not deployed: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}
