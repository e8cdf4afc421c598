/**
 * One window of a talk. The one that leads has a session whose function runs; the others have one that runs nothing and
 * show the picture of the run they are told of. Keys and buttons ask; what is asked is obeyed once, by the one that leads.
 */
import type { EmulatorEvent } from '../emulator/events.ts'
import type { LessonFiles } from '../lesson/lesson.ts'
import type { Slide } from '../lesson/slide.ts'
import { type DeckAction, type DeckCommand, obey, type Run } from '../presenter/deck.ts'
import { Demo } from '../presenter/demo.ts'
import type { Shared, TalkAct, TalkCommand } from '../presenter/messages.ts'
import { positionIn } from '../presenter/place.ts'
import type { Room, RoomMember } from '../presenter/room.ts'
import type { Speaker } from '../presenter/speaker.ts'
import type { Stage } from '../presenter/stage.ts'
import { FollowedRun } from '../session/followed-run.ts'
import { requestFor } from '../session/query.ts'
import type { Session } from '../session/session.ts'

const SKIPPED_MS = 900_000

export interface TalkParts {
  readonly session: Session
  readonly stage: Stage
  /** Null in a window that is no speaker's. */
  readonly speaker: Speaker | null
}

/** Joins a session, a stage and a room: what is asked is obeyed here where this window leads, and shown where it follows. */
export class Talk implements RoomMember {
  readonly #parts: TalkParts
  readonly #slides: readonly Slide[]
  readonly #demo: Demo
  readonly #followed: FollowedRun
  #room: Room | null = null
  /** When the talk's time was last shared, by this window's clock. */
  #sharedAt = performance.now()
  /** This window among the others. */
  readonly #name = crypto.getRandomValues(new Uint32Array(2)).join('-')
  /** The window whose text is put in place. */
  #typedBy: string | null = null
  /** True while files of another window are put in place: they are not told again. */
  #taking = false

  constructor(parts: TalkParts) {
    this.#parts = parts
    this.#slides = parts.stage.slides
    const { session } = parts
    this.#followed = new FollowedRun({
      begins: () => session.view.clear(),
      seen: (events, picture) => {
        session.view.add(events)
        session.$picture.set(picture)
      },
    })
    this.#demo = new Demo(parts.session, query => ({ kind: 'url', http: requestFor(query) }))
  }

  join(room: Room): void {
    this.#room = room
    this.#parts.session.$files.listen((files, before = {}) => this.#tellFiles(room, files, before))
  }

  /** From now on the function runs in this window: from the beginning, or as far as the one before had come. */
  lead(): void {
    const room = this.#room
    if (room === null) return
    const inherited = room.shared
    room.lead()
    if (inherited === null) {
      const deck = positionIn(this.#slides, location.hash)
      this.#share({ deck, frozen: false, clock: { ms: 0, runs: false }, runs: [] })
      room.shareFiles(this.#parts.session.$files.get(), null)
      this.#turn({ name: 'go', slide: deck.slide, step: deck.step })
      return
    }
    this.#parts.speaker?.tellTaken()
    this.#share(this.upToDate(inherited))
    void this.#demo.do([{ type: 'restart', runs: inherited.runs }])
  }

  ask(command: TalkCommand): void {
    this.#room?.command(command)
  }

  /** What the link of a run that begins is told to. */
  beginRun(): (events: readonly EmulatorEvent[]) => void {
    return this.#room?.beginRun() ?? (() => {})
  }

  obey(command: TalkCommand): void {
    if ('act' in command) this.#act(command.act)
    else if ('path' in command) this.#edit(command.path, command.text, command.by)
    else this.#turn(command)
  }

  showShared(shared: Shared): void {
    const { stage, speaker } = this.#parts
    this.#sharedAt = performance.now()
    if (speaker === null) stage.freeze(shared.frozen)
    stage.show(shared.deck)
    speaker?.show(shared)
  }

  /** Counts the time in that has run since it was shared. */
  upToDate(shared: Shared): Shared {
    const { ms, runs } = shared.clock
    return { ...shared, clock: { runs, ms: runs ? ms + performance.now() - this.#sharedAt : ms } }
  }

  showFiles(files: LessonFiles, by: string | null): void {
    if (by === this.#name) return
    this.#taking = true
    this.#parts.session.code.replace(files)
    this.#taking = false
  }

  takeEvents(run: number, events: readonly EmulatorEvent[]): boolean {
    return this.#followed.take(run, events)
  }

  #edit(path: string, text: string, by: string): void {
    this.#typedBy = by
    this.#parts.session.edit(path, text)
    this.#typedBy = null
  }

  #act(act: TalkAct): void {
    const shared = this.#now()
    const { clock, frozen } = shared
    if (act === 'invoke') this.#run({ send: this.#parts.session.$query.get() })
    else if (act === 'skip') this.#run({ skip: SKIPPED_MS })
    else if (act === 'restore') this.#run({ code: 'start' })
    else if (act === 'freeze') this.#share({ ...shared, frozen: !frozen })
    else this.#share({ ...shared, clock: { ...clock, runs: !clock.runs } })
  }

  /** The clock begins with the first step of the talk. */
  #turn(command: DeckCommand): void {
    const shared = this.#now()
    const { state, actions } = obey(this.#slides, shared.deck, command)
    const begins = command.name === 'next' && shared.clock.ms === 0
    const clock = begins ? { ms: 1, runs: true } : shared.clock
    this.#share({ ...shared, deck: state, clock, runs: runsAfter(shared.runs, actions) })
    void this.#demo.do(actions)
  }

  #run(run: Run): void {
    const shared = this.#now()
    this.#share({ ...shared, runs: [...shared.runs, run] })
    void this.#demo.do([{ type: 'run', run }])
  }

  #now(): Shared {
    const shared = this.#room?.shared
    if (shared === null || shared === undefined) throw new Error('A window that leads shares what it does.')
    return this.upToDate(shared)
  }

  #share(shared: Shared): void {
    this.#room?.share(shared)
  }

  #tellFiles(room: Room, files: LessonFiles, before: LessonFiles): void {
    if (room.leads) room.shareFiles(files, this.#typedBy)
    if (room.leads || this.#taking) return
    for (const [path, text] of Object.entries(files)) {
      if (before[path] !== text) room.command({ path, text, by: this.#name })
    }
  }
}

function runsAfter(runs: readonly Run[], actions: readonly DeckAction[]): Run[] {
  const last = actions.findLastIndex(({ type }) => type === 'restart')
  const since = last < 0 ? actions : actions.slice(last)
  const added = since.flatMap(action => (action.type === 'restart' ? action.runs : [action.run]))
  return last < 0 ? [...runs, ...added] : added
}
