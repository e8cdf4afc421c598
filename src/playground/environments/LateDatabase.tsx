/** The database's picture, loaded when there is a database: other pages bear none of it. */
import type { ComponentProps } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type View = typeof import('./DatabaseSlots.tsx').DatabaseSlots

export function LateDatabase(props: ComponentProps<View>) {
  const [Slots, setSlots] = useState<View | null>(null)
  useEffect(() => void import('./DatabaseSlots.tsx').then(({ DatabaseSlots }) => setSlots(() => DatabaseSlots)), [])
  return Slots === null ? null : <Slots {...props} />
}
