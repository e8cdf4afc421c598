/** One execution environment. */
import { Component } from 'preact'
import type { BindingPicture, EnvironmentPicture } from '../../emulator/folds/picture.ts'
import { bytes, megabytes, milliseconds, span } from '../figures.ts'
import type { Say } from '../texts.ts'
import { stateText } from './state-text.ts'
import { TimeLeft } from './TimeLeft.tsx'

interface Props {
  readonly environment: EnvironmentPicture
  /** Virtual epoch ms. */
  readonly now: number
  readonly say: Say
}

/** Values of a binding's history that the card shows before the current one. */
const HISTORY_SHOWN = 3
const FILES_SHOWN = 6

/** A card is drawn again when its environment or its time changed: with fifty of them on screen others must stay as they are. */
export class EnvironmentCard extends Component<Props> {
  override shouldComponentUpdate({ environment, now }: Props): boolean {
    return environment !== this.props.environment || now !== this.props.now
  }

  override render() {
    return <Card {...this.props} />
  }
}

function Card({ environment, now, say }: Props) {
  const { look, text } = stateText(environment, say)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; a card has none
    <div
      class={`environment look-${look}`}
      role="group"
      aria-label={`${environment.id} ${text}`}
      data-testid={environment.id}
      data-state={environment.state}
    >
      <header>
        <b>{environment.id}</b>
        <em>{text}</em>
      </header>
      {environment.state === 'initializing' ? (
        <InitPhase environment={environment} say={say} />
      ) : (
        <Contents environment={environment} say={say} />
      )}
      <Foot environment={environment} now={now} say={say} />
    </div>
  )
}

function InitPhase({ environment, say }: Omit<Props, 'now'>) {
  const simulated = environment.lane.at(-1)?.simulatedMs ?? 0
  return (
    <div class="section">
      <h3>{say('initPhase')}</h3>
      {simulated > 0 && (
        <p class="row">
          <span>{say('platform')}</span>
          <span class="simulated">{milliseconds(simulated)}</span>
        </p>
      )}
      <p class="row">
        <span>{say('moduleCode')}</span>
        <span>…</span>
      </p>
    </div>
  )
}

function Contents({ environment, say }: Omit<Props, 'now'>) {
  if (environment.state === 'reclaimed') {
    return (
      <div class="section">
        <h3>{say('moduleScope')}, /tmp</h3>
        <p class="row">{say('gone')}</p>
      </div>
    )
  }
  return (
    <>
      <div class="section" data-testid="module-scope">
        <h3>{say('moduleScope')}</h3>
        {environment.bindings.length === 0 && <p class="row quiet">{say('noBindings')}</p>}
        {environment.bindings.map(binding => (
          <Binding key={`${binding.file}/${binding.name}`} binding={binding} say={say} />
        ))}
      </div>
      <Tmp environment={environment} say={say} />
    </>
  )
}

function Binding({ binding, say }: { readonly binding: BindingPicture; readonly say: Say }) {
  const current = binding.history.at(-1) ?? ''
  if (binding.lost) {
    return (
      <p class="row" translate={false}>
        <s>{binding.name}</s>
        <span>
          <s>{current}</s> {say('lost')}
        </span>
      </p>
    )
  }
  const before = binding.history.slice(0, -1)
  const shown = before.slice(-HISTORY_SHOWN)
  return (
    <p class="row" translate={false}>
      <span>{binding.name}</span>
      {shown.length > 0 && (
        <span class="history">{`${shown.length < before.length ? '… → ' : ''}${shown.join(' → ')} →`}</span>
      )}
      {/* A new key is a new element, so that each change flashes once. */}
      <span key={`${binding.history.length}:${current}`} class={binding.changed ? 'value changed' : 'value'}>
        {current}
      </span>
    </p>
  )
}

function Tmp({ environment, say }: Omit<Props, 'now'>) {
  const { tmp, state } = environment
  const heading =
    state === 'runtime-ended' && tmp.files.length > 0
      ? say('tmpKept')
      : say('tmp', { used: megabytes(tmp.used), total: megabytes(tmp.total) })
  return (
    <div class="section" data-testid="tmp">
      <h3>{heading}</h3>
      {tmp.files.length === 0 && <p class="row quiet">{say('empty')}</p>}
      {tmp.files.slice(0, FILES_SHOWN).map(file => (
        <p key={file.path} class="row" title={file.preview ?? undefined} translate={false}>
          <span>{file.path.slice('/tmp/'.length)}</span>
          {file.preview !== null && <span class="history tmp-preview">{file.preview}</span>}
          <span>{file.directory ? '/' : bytes(file.bytes)}</span>
        </p>
      ))}
      {tmp.files.length > FILES_SHOWN && <p class="row quiet">+{tmp.files.length - FILES_SHOWN}</p>}
    </div>
  )
}

function Foot({ environment, now, say }: Props) {
  const { served, since, born, reclaimed, running, pending, late, state } = environment
  if (reclaimed !== null) {
    const reason = say(`reclaimed.${reclaimed.reason}`)
    return <p class="section quiet">{say('lived', { served, lived: span(reclaimed.time - born), reason })}</p>
  }
  if (state === 'runtime-ended') return <p class="section quiet">{say('nextStarts')}</p>
  return (
    <div class="section quiet">
      {late.length > 0 && <p>{say('late', { count: late.length })}</p>}
      {pending.length > 0 && <p>{say('pending', { count: pending.length })}</p>}
      {running !== null && running.deadline !== null && <TimeLeft deadline={running.deadline} now={now} say={say} />}
      {state === 'frozen' && <p>{say('served', { served, idle: span(now - since) })}</p>}
    </div>
  )
}
