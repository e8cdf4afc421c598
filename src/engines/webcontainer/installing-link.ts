/** A link before which packages are installed: a deployment waits for its own, and what is sent after it waits too. */
import type { Link } from '../../link/link.ts'
import type { FunctionFile } from './function-folder.ts'

type Command = Parameters<Link['send']>[0]

/** The link; `prepare` is called with the files of each deployment before it goes out. It never rejects. */
export function installFirst(link: Link, prepare: (files: readonly FunctionFile[]) => Promise<void>): Link {
  let turn: Promise<void> | null = null
  return {
    ...link,
    send: command => {
      const files = filesOf(command)
      if (files !== null) {
        const mine = (turn ?? Promise.resolve()).then(() => prepare(files))
        turn = mine
        void mine.then(() => {
          if (turn === mine) turn = null
        })
      }
      return turn === null ? link.send(command) : turn.then(() => link.send(command))
    },
  }
}

/** The files of a deployment, now or later. */
function filesOf(command: Command): readonly FunctionFile[] | null {
  const innermost = command.type === 'later' ? command.command : command
  return innermost.type === 'deploy' ? innermost.files : null
}
