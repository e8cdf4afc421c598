/** Commands as a session sends them: to the one function under study, or about time. */
import type { Command, InvokeFunctionCommand, LaterCommand } from '../emulator/commands.ts'

/** Name under which the function under study is deployed. */
export const FUNCTION = 'warmstart'

/** A request to the function under study: to its URL or through the Invoke API. */
export type FunctionRequest = InvokeFunctionCommand['request']

/** A command that speaks of the function under study, or of time. */
export type StudyCommand = Exclude<Command, { readonly type: 'clock' | 'hand-over' }>

/** The command itself, where it is carried out later too. */
export const innermostOf = (command: StudyCommand): LaterCommand['command'] =>
  command.type === 'later' ? command.command : command

/** Environments that a command may need at once, now or later. */
export function environmentsFor(command: StudyCommand): number {
  const innermost = innermostOf(command)
  if (innermost.type === 'provision') return innermost.count
  return innermost.type === 'invoke' ? 1 : 0
}

/** True for a request, now or later. */
export const isRequest = (command: StudyCommand): boolean => innermostOf(command).type === 'invoke'
