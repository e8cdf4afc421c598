/** What the bench adds to a page of the built site: it notes when a press was answered on the screen, and every frame. */

export interface Recorder {
  /** Real ms from each press of Invoke to the paint that shows the answer. */
  readonly answers: number[]
  /** Real ms between frames, while {@link recordsFrames} is set. */
  readonly frames: number[]
  recordsFrames: boolean
}

declare global {
  interface Window {
    warmstartRecorder: Recorder
  }
}

/**
 * Runs in the page, alone: it may refer to nothing outside. Where the answer is in the page before the browser has
 * painted what the press changed, the time is the press's own as Event Timing gives it (in steps of 8 ms; below 16 ms
 * there is no entry); where it comes later, it is that of the next frame, noted when that frame was made.
 */
export function record(): void {
  const recorder: Recorder = { answers: [], frames: [], recordsFrames: false }
  window.warmstartRecorder = recorder
  /** Shortest duration that Event Timing tells, ms. */
  const leastMs = 16
  /** After this the browser has told what it has to tell of a press, ms. */
  const toldAfterMs = 200
  const durations = new Map<number, number>()
  new PerformanceObserver(list => {
    for (const { name, startTime, duration } of list.getEntries())
      if (name === 'click') durations.set(startTime, duration)
  }).observe({ type: 'event', durationThreshold: leastMs } as PerformanceObserverInit)
  let pressed = 0
  const afterFrame = (callback: () => void): void => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = callback
    // The message comes after the frame whose callback sent it was made.
    requestAnimationFrame(() => port2.postMessage(null))
  }
  const shown = (): void => {
    const began = pressed
    const changed = performance.now()
    let frameMade = 0
    afterFrame(() => {
      frameMade = performance.now()
    })
    setTimeout(() => {
      const duration = durations.get(began) ?? leastMs
      recorder.answers.push(changed <= began + duration ? duration : frameMade - began)
    }, toldAfterMs)
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
    requestAnimationFrame(frame)
  }
  addEventListener('click', event => (pressed = event.timeStamp), { capture: true })
  addEventListener('DOMContentLoaded', watch)
  requestAnimationFrame(frame)
}
