/** A refusal: AWS's message in AWS's English, and how to mend it in the page's language. */
import { useEffect, useState } from 'preact/hooks'
import type { Refusal } from '../emulator/commands.ts'
import type { Locale } from '../ui/locale.ts'

interface Props {
  readonly refusal: Refusal
  readonly locale: Locale
}

export function RefusalText({ refusal: { type, message, hint }, locale }: Props) {
  const mend = useMend(hint, locale)
  return (
    <>
      <span lang="en" translate={false}>{`${type}: ${message}`}</span> {mend !== null && <b>{mend}</b>}
    </>
  )
}

/** Null until the Japanese is there: it is loaded with the first refusal. */
function useMend(hint: string | null, locale: Locale): string | null {
  const [translated, setTranslated] = useState<{ readonly hint: string; readonly text: string } | null>(null)
  const isEnglish = locale === 'en'
  useEffect(() => {
    if (hint === null || isEnglish) return
    import('../ui/mend-ja.ts').then(
      ({ mendInJapanese }) => setTranslated({ hint, text: mendInJapanese(hint) }),
      // Not reachable: the English mend is better than none.
      () => setTranslated({ hint, text: hint }),
    )
  }, [hint, isEnglish])
  if (isEnglish) return hint
  return translated?.hint === hint ? translated.text : null
}
