/** What is left of a running invocation's time, counted down between events. */
import { useEffect, useState } from 'preact/hooks'
import type { Say } from '../texts.ts'

interface Props {
  /** Virtual epoch ms. */
  readonly deadline: number
  readonly now: number
  readonly say: Say
}

/** How often the figure changes, ms. */
const STEP_MS = 100

export function TimeLeft({ deadline, now, say }: Props) {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setPassed(performance.now() - began), STEP_MS)
    return () => clearInterval(timer)
  }, [deadline])
  const limit = (deadline - now) / 1_000
  const left = Math.max(0, limit - passed / 1_000)
  return <p>{say('timeLeft', { left: left.toFixed(1), limit: Math.round(limit) })}</p>
}
