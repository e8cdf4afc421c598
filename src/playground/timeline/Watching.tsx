/** Above the picture while it shows the run of a check; its bar is loaded with the first such run. */
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../../session/session.ts'
import { useStore } from '../../ui/use-store.ts'

interface Props {
  readonly session: Session
}

export function Watching({ session }: Props) {
  const look = useStore(session.view.$look)
  const [Bar, setBar] = useState<FunctionComponent<Props> | null>(null)
  const watches = look !== null && look.whole !== null
  useEffect(() => {
    if (watches && Bar === null) void import('./WatchingBar.tsx').then(({ WatchingBar }) => setBar(() => WatchingBar))
  }, [watches])
  return watches && Bar !== null ? <Bar session={session} /> : null
}
