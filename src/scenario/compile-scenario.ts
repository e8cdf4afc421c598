/** Makes a {@link Scenario} of a parsed file: names looked up, defaults filled in, references checked. */
import type { InvokeFunctionCommand } from '../emulator/commands.ts'
import type { SourceFile } from '../emulator/sandbox.ts'
import { oneOf } from './expected-text.ts'
import { isList, isObject, operatorOf } from './predicates.ts'
import { type Action, type ActionStep, type Files, ONLY_FUNCTION, type Path, type Scenario } from './scenario.ts'
import type { ScenarioItem } from './scenario-schema.ts'
import { type ActionItem, EMPTY_TEXT_BYTES, type EventInvocation, type UrlInvocation } from './step-schema.ts'

/** Something that does not fit together, and where it stands. */
export interface Misfit {
  readonly path: Path
  readonly text: string
}

/** The scenario of a parsed file, and what does not fit together in it; with misfits it must not be run. */
export function compileScenario(item: ScenarioItem): { readonly scenario: Scenario; readonly misfits: Misfit[] } {
  const misfits: Misfit[] = []
  const functions = compileFunctions(item, misfits)
  const compiler = new StepCompiler(
    functions.map(({ name }) => name),
    misfits,
  )
  const steps = item.steps.map((step, index) => {
    const path: Path = ['steps', index]
    if (!('together' in step)) return compiler.compile(step, path)
    return {
      path,
      together: compiler.compileTogether(step.together, [...path, 'together']),
    }
  })
  return { scenario: { functions, account: accountOf(item.account ?? {}), steps }, misfits }
}

/** The settings that are given. */
function accountOf(given: NonNullable<ScenarioItem['account']>): Scenario['account'] {
  const { concurrency, idleRetention, lifetime, scalingRate, placement, database } = given
  return {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(idleRetention === undefined ? {} : { idleRetention }),
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(scalingRate === undefined ? {} : { scalingRate }),
    ...(placement === undefined ? {} : { placement }),
    ...(database === undefined ? {} : { database }),
  }
}

function compileFunctions(item: ScenarioItem, misfits: Misfit[]): Scenario['functions'] {
  if (item.functions !== undefined) {
    for (const key of ['function', 'files'] as const) {
      if (item[key] !== undefined)
        misfits.push({ path: [key], text: `expected either ${key} or functions, found both` })
    }
    const entries = Object.entries(item.functions)
    if (entries.length === 0) misfits.push({ path: ['functions'], text: 'expected at least one function' })
    return entries.map(([name, { files, ...configuration }]) => {
      const path: Path = ['functions', name]
      return { name, configuration, files: compileFiles(files), path, filesPath: [...path, 'files'] }
    })
  }
  if (item.files === undefined) {
    misfits.push({ path: ['files'], text: 'expected a folder, or a map from paths to texts, found nothing' })
  }
  const files = compileFiles(item.files ?? {})
  return [{ name: ONLY_FUNCTION, configuration: item.function ?? {}, files, path: ['function'], filesPath: ['files'] }]
}

function compileFiles(files: string | Readonly<Record<string, string>>): Files {
  if (typeof files === 'string') return { kind: 'folder', folder: files }
  return { kind: 'map', files: Object.entries(files).map(([path, text]): SourceFile => ({ path, text })) }
}

type CommandItem = Extract<
  ActionItem,
  { deploy: unknown } | { configure: unknown } | { reserve: unknown } | { publish: unknown } | { provision: unknown }
>

const isCommand = (item: ActionItem): item is CommandItem =>
  ['deploy', 'configure', 'reserve', 'publish', 'provision'].some(kind => kind in item)

class StepCompiler {
  readonly #functions: readonly string[]
  readonly #misfits: Misfit[]
  readonly #ids = new Set<string>()

  constructor(functions: readonly string[], misfits: Misfit[]) {
    this.#functions = functions
    this.#misfits = misfits
  }

  compile(item: ActionItem, path: Path): ActionStep {
    this.#declare(item, path)
    return this.#compile(item, path)
  }

  /** Steps that begin together may refer to one another in any order. */
  compileTogether(items: readonly ActionItem[], path: Path): readonly ActionStep[] {
    items.forEach((item, index) => {
      this.#declare(item, [...path, index])
    })
    return items.map((item, index) => this.#compile(item, [...path, index]))
  }

  #declare(item: ActionItem, path: Path): void {
    const id = 'id' in item ? item.id : undefined
    if (id === undefined) return
    if (this.#ids.has(id)) this.#misfit([...path, 'id'], `expected an id of its own, found "${id}" a second time`)
    this.#ids.add(id)
  }

  #compile(item: ActionItem, path: Path): ActionStep {
    if ('expect' in item) this.#checkReferences(item.expect, [...path, 'expect'])
    const id = 'id' in item ? (item.id ?? null) : null
    return { action: this.#action(item, path), id, after: item.after ?? 0, path }
  }

  #action(item: ActionItem, path: Path): Action {
    if ('invoke' in item) {
      const name = this.#function(item.invoke, [...path, 'invoke'])
      return { kind: 'invoke', command: invokeCommand(name, item.invoke), expect: item.expect ?? {} }
    }
    if ('idle' in item) return { kind: 'idle', ms: item.idle }
    if (isCommand(item)) return this.#command(item, path)
    return { kind: 'expect', expect: item.expect }
  }

  #command(item: CommandItem, path: Path): Action {
    const expect = item.expect ?? {}
    if ('deploy' in item) {
      const name = this.#function(item.deploy, [...path, 'deploy'])
      return { kind: 'deploy', function: name, files: compileFiles(item.deploy.files), expect }
    }
    if ('configure' in item) {
      const { function: _, ...configuration } = item.configure
      const name = this.#function(item.configure, [...path, 'configure'])
      return { kind: 'configure', function: name, configuration, expect }
    }
    if ('reserve' in item) {
      const name = this.#function(item.reserve, [...path, 'reserve'])
      return { kind: 'reserve', function: name, concurrency: item.reserve.concurrency, expect }
    }
    if ('publish' in item) {
      const name = this.#function(item.publish, [...path, 'publish'])
      return { kind: 'publish', function: name, version: item.publish.version ?? null, expect }
    }
    const { qualifier, count } = item.provision
    const name = this.#function(item.provision, [...path, 'provision'])
    return { kind: 'provision', function: name, qualifier, count, expect }
  }

  /** The function a step means: the one it names, or the only one there is. */
  #function(action: { readonly function?: string | undefined }, path: Path): string {
    const [first = ONLY_FUNCTION, ...others] = this.#functions
    const named = action.function
    if (named === undefined) {
      if (others.length > 0) this.#misfit(path, `expected the key function: ${oneOf(this.#functions)}`)
      return first
    }
    if (!this.#functions.includes(named)) {
      this.#misfit([...path, 'function'], `expected ${oneOf(this.#functions)}, found "${named}"`)
    }
    return named
  }

  #checkReferences(expected: unknown, path: Path): void {
    if (isList(expected)) {
      for (const [index, item] of expected.entries()) this.#checkReferences(item, [...path, index])
    }
    if (!isObject(expected)) return
    const applied = operatorOf(expected)
    if (applied?.operator === 'sameAs' || applied?.operator === 'notSameAs') {
      this.#checkReference(String(applied.operand), [...path, applied.operator])
      return
    }
    for (const [key, item] of Object.entries(expected)) this.#checkReferences(item, [...path, key])
  }

  #checkReference(id: string, path: Path): void {
    if (this.#ids.has(id)) return
    const known = this.#ids.size === 0 ? 'none has one' : `there is ${oneOf([...this.#ids])}`
    this.#misfit(path, `expected the id of this or an earlier invocation (${known}), found "${id}"`)
  }

  #misfit(path: Path, text: string): void {
    this.#misfits.push({ path, text })
  }
}

function invokeCommand(name: string, invocation: UrlInvocation | EventInvocation): InvokeFunctionCommand {
  const qualifier = invocation.qualifier === undefined ? {} : { qualifier: invocation.qualifier }
  const command = { type: 'invoke', function: name, ...qualifier } as const
  if ('url' in invocation) {
    const { url, headers = {}, body = null } = invocation
    const method = (invocation.method ?? (body === null ? 'GET' : 'POST')).toUpperCase()
    const http = { method, url: url.startsWith('?') ? `/${url}` : url, headers, body, isBase64Encoded: false }
    return { ...command, request: { kind: 'url', http } }
  }
  const payload =
    'eventBytes' in invocation
      ? `"${'x'.repeat(invocation.eventBytes - EMPTY_TEXT_BYTES)}"`
      : JSON.stringify(invocation.event ?? (invocation.event === null ? null : {}))
  const tenant = invocation.tenantId === undefined ? {} : { tenantId: invocation.tenantId }
  return {
    ...command,
    request: { kind: 'event', payload, invocationType: invocation.type ?? 'RequestResponse', ...tenant },
  }
}
