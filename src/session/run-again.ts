/** Runs the steps of a scenario in a session, in front of the reader: what it expects is not held against it. */
import type { SourceFile } from '../emulator/sandbox.ts'
import type { Action, ActionStep, Scenario } from '../scenario/scenario.ts'
import { requestFor } from './query.ts'
import type { Session } from './session.ts'
import { FUNCTION, type StudyCommand } from './study-command.ts'

/** Starts over with the code in the editor and carries out the steps. Stops where the engine is lost. */
export async function runAgain(session: Session, { account, steps }: Scenario): Promise<void> {
  await session.startOver(account)
  for (const step of steps) {
    const actions = 'together' in step ? step.together : [step]
    const commands = actions.flatMap(commandOf)
    if (commands.length === 0) continue
    const replies = await session.run(commands)
    for (const reply of replies) {
      if (reply === null) return
      if (!reply.ok) session.$notice.set({ kind: 'refused', refusal: reply.refusal })
    }
  }
}

function commandOf({ action, after }: ActionStep): readonly StudyCommand[] {
  const command = bareCommand(action)
  if (command === null) return []
  return [after === 0 ? command : { type: 'later', ms: after, command }]
}

type BareCommand = Exclude<StudyCommand, { readonly type: 'later' }>

function bareCommand(action: Action): BareCommand | null {
  switch (action.kind) {
    case 'invoke':
      return { ...withUsualHeaders(action.command), function: FUNCTION }
    case 'idle':
      return { type: 'idle', ms: action.ms, skip: true }
    case 'deploy':
      return { type: 'deploy', function: FUNCTION, files: filesOf(action.files) }
    case 'configure':
      return { type: 'configure', function: FUNCTION, configuration: action.configuration }
    case 'reserve':
      return { type: 'reserve', function: FUNCTION, concurrency: action.concurrency }
    case 'publish':
      return { type: 'publish', function: FUNCTION }
    case 'provision':
      return { type: 'provision', function: FUNCTION, qualifier: action.qualifier, count: action.count }
    case 'expect':
      return null
  }
}

type Invoke = Extract<Action, { readonly kind: 'invoke' }>['command']

/** What every request of the page carries. */
function withUsualHeaders(command: Invoke): Invoke {
  const { request } = command
  if (request.kind !== 'url') return command
  const { http } = request
  return {
    ...command,
    request: { kind: 'url', http: { ...http, headers: { ...requestFor('').headers, ...http.headers } } },
  }
}

type DeployedFiles = Extract<Action, { readonly kind: 'deploy' }>['files']

function filesOf(files: DeployedFiles): readonly SourceFile[] {
  if (files.kind === 'map') return files.files
  throw new Error(`A shared scenario names a folder (${files.folder}); it was checked when it was opened.`)
}
