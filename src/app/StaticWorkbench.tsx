/** The views as the build leaves them: no request yet. The client root takes them over. */
import type { LessonSubject } from '../lesson/lesson.ts'
import { Workbench } from '../playground/Workbench.tsx'
import { Session } from '../session/session.ts'

export function StaticWorkbench({ subject }: { readonly subject: LessonSubject }) {
  const engine = () => Promise.reject(new Error('Nothing runs while the site is built.'))
  return <Workbench session={new Session({ subject, engine, storage: null, environmentLimit: 1 })} />
}
