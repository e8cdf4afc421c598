/** Adds, renames and deletes files of the function: buttons at the end of the tab bar, one dialog for all three. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { addFile, type PathProblem, removeOpenFile, renameOpenFile } from '../../session/files.ts'
import type { Session } from '../../session/session.ts'
import { useStore } from '../../ui/use-store.ts'
import { TextField } from '../settings/fields.tsx'
import { type SaySetting, saySettingsIn } from '../settings/texts.ts'

const ACTIONS = ['add', 'rename', 'delete'] as const
type FileAction = (typeof ACTIONS)[number]

export function FileActions({ session }: { readonly session: Session }) {
  const say = saySettingsIn(session.subject.locale)
  const count = Object.keys(useStore(session.$files)).length
  const [asked, setAsked] = useState<FileAction | null>(null)
  return (
    <>
      {ACTIONS.map(action => (
        <button
          key={action}
          type="button"
          class="editor-tab"
          data-testid={`${action}-file`}
          aria-haspopup="dialog"
          disabled={action === 'delete' && count < 2}
          onClick={() => setAsked(action)}
        >
          {say(`files.${action}`)}
        </button>
      ))}
      {asked !== null && <FileDialog action={asked} session={session} say={say} onClose={() => setAsked(null)} />}
    </>
  )
}

interface DialogProps {
  readonly action: FileAction
  readonly session: Session
  readonly say: SaySetting
  onClose(): void
}

function FileDialog({ action, session, say, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const open = session.$activeFile.get()
  const [path, setPath] = useState(action === 'rename' ? open : '')
  const [problem, setProblem] = useState<PathProblem | null>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: Event): void => {
    event.preventDefault()
    const found = carryOut(action, session, path.trim())
    setProblem(found)
    if (found === null) dialog.current?.close()
  }
  return (
    <dialog ref={dialog} class="shortcuts files-dialog" aria-labelledby="files-title" onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id="files-title">{action === 'delete' ? say('files.confirm', { path: open }) : say(`files.${action}`)}</h2>
        {action !== 'delete' && (
          <TextField
            label={say('files.path')}
            value={path}
            wrong={problem === null ? null : say(`files.${problem}`, { path })}
            onChange={setPath}
            testId="file-path"
          />
        )}
        <p class="dialog-buttons">
          <button type="submit" class="button" data-testid="file-ok">
            {say('files.ok')}
          </button>
          <button type="button" class="button button-quiet" onClick={() => dialog.current?.close()}>
            {say('files.cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}

function carryOut(action: FileAction, session: Session, path: string): PathProblem | null {
  if (action === 'add') return addFile(session, path)
  if (action === 'rename') return renameOpenFile(session, path)
  removeOpenFile(session)
  return null
}
