/** Files that come, go and get another name in the function under study. */
import { isPackagePath } from '../scenario/package-path.ts'
import type { Session } from './session.ts'

/** Why a file cannot have a path: it is none, or another file has it. */
export type PathProblem = 'wrong-path' | 'taken'

/** Adds an empty file and opens it; null when it is there. */
export function addFile(session: Session, path: string): PathProblem | null {
  const problem = problemOf(session, path)
  if (problem !== null) return problem
  session.code.add(path)
  session.open(path)
  return null
}

/** Gives the open file another path; null when it has it. */
export function renameOpenFile(session: Session, path: string): PathProblem | null {
  const open = session.$activeFile.get()
  if (path === open) return null
  const problem = problemOf(session, path)
  if (problem !== null) return problem
  session.code.rename(open, path)
  session.open(path)
  return null
}

/** Deletes the open file and opens the one before it. The last file stays: a function has one. */
export function removeOpenFile(session: Session): void {
  const paths = Object.keys(session.$files.get())
  const open = session.$activeFile.get()
  const index = paths.indexOf(open)
  const next = paths[index - 1] ?? paths[index + 1]
  if (next === undefined) return
  session.open(next)
  session.code.remove(open)
}

function problemOf(session: Session, path: string): PathProblem | null {
  if (!isPackagePath(path)) return 'wrong-path'
  return path in session.$files.get() ? 'taken' : null
}
