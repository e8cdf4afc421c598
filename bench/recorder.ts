/** What the bench adds to a page of the built site: it notes when a press was answered on the screen, and every frame. */

export interface Recorder {
  /** Real ms from each press of Invoke to the frame that shows the answer. */
  readonly answers: number[]
  /** Real ms between frames, while {@link frames} records. */
  readonly frames: number[]
  recordsFrames: boolean
}

declare global {
  interface Window {
    warmstartRecorder: Recorder
  }
}

/** Runs in the page, alone: it may refer to nothing outside. Presses are matched with answers one to one. */
export function record(): void {
  const recorder: Recorder = { answers: [], frames: [], recordsFrames: false }
  window.warmstartRecorder = recorder
  let pressed = 0
  let inFrame = false
  const afterFrame = (callback: () => void): void => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = callback
    // The message comes after the frame whose callback sent it was made.
    port2.postMessage(null)
  }
  const shown = (): void => {
    const began = pressed
    const note = (): number => recorder.answers.push(performance.now() - began)
    if (inFrame) afterFrame(note)
    else requestAnimationFrame(() => afterFrame(note))
  }
  const watch = (): void => {
    const response = document.querySelector('[data-testid=response]')
    if (response === null) return
    new MutationObserver(shown).observe(response, { attributeFilter: ['data-answered'] })
  }
  let before = performance.now()
  const frame = (now: number): void => {
    if (recorder.recordsFrames) recorder.frames.push(now - before)
    before = now
    inFrame = true
    afterFrame(() => {
      inFrame = false
    })
    requestAnimationFrame(frame)
  }
  addEventListener('click', event => (pressed = event.timeStamp), { capture: true })
  addEventListener('DOMContentLoaded', watch)
  requestAnimationFrame(frame)
}
