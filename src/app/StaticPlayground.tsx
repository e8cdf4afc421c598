/** The playground's views as the build leaves them: nothing has run. The client root takes them over. */
import type { LessonSubject } from '../lesson/lesson.ts'
import { FileActions } from '../playground/editor/FileActions.tsx'
import { RequestBar } from '../playground/invoke/RequestBar.tsx'
import { Settings } from '../playground/settings/Settings.tsx'
import { Workbench } from '../playground/Workbench.tsx'
import { Playground } from '../session/playground.ts'

interface Props {
  readonly subject: LessonSubject
  readonly part: 'settings' | 'files' | 'workbench'
}

export function StaticPlayground({ subject, part }: Props) {
  const engine = () => Promise.reject(new Error('Nothing runs while the site is built.'))
  const session = new Playground({ subject, engine, storage: null, environmentLimit: 1 })
  if (part === 'settings') return <Settings session={session} />
  if (part === 'files') return <FileActions session={session} />
  return <Workbench session={session} bar={<RequestBar session={session} />} />
}
