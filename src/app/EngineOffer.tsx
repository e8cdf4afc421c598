/** The offer of the full Node.js beside an answer that failed for a module; loaded with the first of them. */
import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../session/session.ts'
import { Announced } from '../ui/Announced.tsx'
import type { Locale } from '../ui/locale.ts'
import { useStore } from '../ui/use-store.ts'
import type { EngineChoice } from './engine-choice.ts'
import './engine-menu.css'
import { bootSentence, sayEnginesIn } from './engine-texts.ts'
import { lackedModule } from './lacking.ts'
import { isNodeModule } from './node-modules.ts'
import { type TakeOver, takeOver } from './take-over.ts'

interface Props {
  readonly session: Session
  readonly choice: EngineChoice
}

/** Shows it from now on, while a module is lacking. */
export function showEngineOffer(props: Props): void {
  const place = document.querySelector('[data-engine-offer]')
  if (place !== null) render(<Offer {...props} />, place)
}

/** The sentence, the button beside it. */
function Offer({ session, choice }: Props) {
  const module = lackedModule(useStore(session.$picture))
  const answers = useStore(session.$engineName) === 'webcontainer'
  const boot = useStore(choice.$boot)
  const [taken, take] = useState<TakeOver | 'under-way' | null>(null)
  const { locale } = session.subject
  const say = sayEnginesIn(locale)
  const offered = module !== null && !answers && boot?.kind !== 'unsupported'
  const sentence = sentenceOf(locale, { module, answers, boot, taken })
  const act = async (): Promise<void> => {
    take('under-way')
    take(await takeOver(session, choice))
  }
  return (
    <div class={sentence === '' ? undefined : 'engine-offer'} data-testid="engine-offer">
      <Announced text={sentence} />
      {offered && (
        <button type="button" class="button button-quiet" disabled={taken === 'under-way'} onClick={() => void act()}>
          {say('offer.switch')}
        </button>
      )}
    </div>
  )
}

interface Standing {
  readonly module: string | null
  readonly answers: boolean
  readonly boot: ReturnType<EngineChoice['$boot']['get']>
  readonly taken: TakeOver | 'under-way' | null
}

function sentenceOf(locale: Locale, { module, answers, boot, taken }: Standing): string {
  const say = sayEnginesIn(locale)
  if (module === null) return ''
  if (answers) return taken === 'answers' ? say('offer.answers') : ''
  if (boot?.kind === 'unsupported') return bootSentence(locale, boot, false)
  if (taken === 'under-way') return say('offer.booting')
  if (taken === 'not-ready' && boot !== null) return bootSentence(locale, boot, false)
  if (taken === 'hindered') return say('offer.hindered')
  return say(isNodeModule(module) ? 'offer.node' : 'offer.package', { module })
}
