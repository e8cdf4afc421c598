/** A sentence that screen readers are told when it changes. */
import { useEffect, useState } from 'preact/hooks'

/** The status stands empty before it says anything: one that comes with its text is not announced. */
export function Announced({ text }: { readonly text: string }) {
  const [said, say] = useState('')
  useEffect(() => say(text), [text])
  return <p role="status">{said}</p>
}
