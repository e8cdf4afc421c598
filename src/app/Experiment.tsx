/** Home's picture: the talk's experiment after its two requests, in the playground's own views. Never hydrated. */
import { foldPicture } from '../emulator/folds/extend-picture.ts'
import type { InvocationPicture } from '../emulator/folds/picture.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import { EnvironmentCard } from '../playground/environments/EnvironmentCard.tsx'
import { requestText } from '../playground/invoke/Response.tsx'
import { Timeline } from '../playground/timeline/Timeline.tsx'
import '../playground/environments/environments.css'
import { sayIn } from '../playground/texts.ts'
import { Session } from '../session/session.ts'
import { EXPERIMENT } from './experiment-recording.ts'

export function Experiment({ subject }: { readonly subject: LessonSubject }) {
  const picture = foldPicture(EXPERIMENT)
  const session = new Session({
    subject,
    engine: () => Promise.reject(new Error('A picture runs nothing.')),
    storage: null,
    environmentLimit: 1,
  })
  session.$picture.set(picture)
  const say = sayIn(subject.locale)
  return (
    <div class="experiment">
      <div class="experiment-session" translate={false}>
        {picture.invocations.map(invocation => (
          <Exchange key={invocation.requestId} invocation={invocation} />
        ))}
      </div>
      {picture.environments.map(environment => (
        <EnvironmentCard key={environment.id} environment={environment} now={picture.now} say={say} />
      ))}
      <Timeline session={session} />
    </div>
  )
}

function Exchange({ invocation }: { readonly invocation: InvocationPicture }) {
  return (
    <>
      <p class="asked">$ curl …/{requestText(invocation)}</p>
      <p class={`answered ${invocation.start}`}>{invocation.ended?.http?.body.text}</p>
    </>
  )
}
