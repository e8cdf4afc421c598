/** Everything below the editor: the request, the environments and their time, the answer and the log. */
import type { ComponentChildren } from 'preact'
import type { Session } from '../session/session.ts'
import { Announcer } from './Announcer.tsx'
import { Environments } from './environments/Environments.tsx'
import { InvokeBar } from './invoke/InvokeBar.tsx'
import { Notice } from './invoke/Notice.tsx'
import { Response } from './invoke/Response.tsx'
import { Log } from './logs/Log.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import { Watching } from './timeline/Watching.tsx'
import './workbench.css'

interface Props {
  readonly session: Session
  /** What sends requests; the lesson's bar unless another is given. */
  readonly bar?: ComponentChildren
}

export function Workbench({ session, bar = <InvokeBar session={session} /> }: Props) {
  return (
    <div class="workbench">
      {bar}
      <Notice session={session} />
      <Watching session={session} />
      <div class="stage">
        <div class="stage-main">
          <Environments session={session} />
          <Timeline session={session} />
        </div>
        <div class="stage-side">
          <Response session={session} />
          <Log session={session} />
        </div>
      </div>
      <Announcer session={session} />
    </div>
  )
}
