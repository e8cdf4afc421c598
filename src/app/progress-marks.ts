/**
 * Marks on links to lessons how far this browser's reader has come: `data-lesson` names the lesson, `data-steps` counts
 * its steps. Home's first two buttons follow: on with the lesson under way, or from the beginning.
 */
import { PROGRESS_KEY, type Progress, parseProgress } from '../lesson/progress.ts'
import type { Locale } from '../ui/locale.ts'
import { message } from '../ui/message.ts'

interface MarkedLesson {
  readonly link: HTMLAnchorElement
  /** Counted from 1. */
  readonly number: number
  readonly steps: number
  readonly done: number
}

/** Reads the progress and marks the page; called once the HTML is there. */
export function markProgress(locale: Locale): void {
  const progress = readProgress()
  const lessons = [...document.querySelectorAll<HTMLAnchorElement>('a[data-lesson]')].map((link, index) =>
    describe(link, index, progress),
  )
  for (const lesson of lessons) mark(lesson, locale)
  if (lessons.some(({ done }) => done > 0)) pointOnward(lessons, locale)
}

function readProgress(): Progress {
  try {
    return parseProgress(localStorage.getItem(PROGRESS_KEY))
  } catch {
    // Storage is switched off: nothing was kept.
    return {}
  }
}

function describe(link: HTMLAnchorElement, index: number, progress: Progress): MarkedLesson {
  const { lesson = '', steps = '0' } = link.dataset
  return { link, number: index + 1, steps: Number(steps), done: progress[lesson]?.length ?? 0 }
}

const isDone = ({ done, steps }: Pick<MarkedLesson, 'done' | 'steps'>): boolean => done >= steps

function mark(lesson: MarkedLesson, locale: Locale): void {
  const { link, done, steps } = lesson
  link.classList.toggle('done', isDone(lesson))
  const state = link.querySelector('.state')
  if (state === null || done === 0) return
  state.textContent = isDone(lesson) ? message(locale, 'home.done') : message(locale, 'home.progress', { done, steps })
}

/**
 * The lesson to go on with: the last one that is begun and not done; else the one after the last that is done; else the
 * first that is not.
 */
export function onwardOf<T extends Pick<MarkedLesson, 'done' | 'steps'>>(lessons: readonly T[]): T | undefined {
  const begun = lessons.findLast(lesson => lesson.done > 0 && !isDone(lesson))
  const after = lessons.slice(lessons.findLastIndex(isDone) + 1)
  return begun ?? after.find(lesson => !isDone(lesson)) ?? lessons.find(lesson => !isDone(lesson))
}

function pointOnward(lessons: readonly MarkedLesson[], locale: Locale): void {
  const [first] = lessons
  const next = onwardOf(lessons)
  const [onward, beginning] = document.querySelectorAll<HTMLAnchorElement>('.hero-buttons a')
  if (first === undefined || next === undefined || onward === undefined || beginning === undefined) return
  next.link.classList.add('now')
  onward.href = next.link.href
  onward.textContent = message(locale, 'home.continue', { number: next.number })
  beginning.href = first.link.href
  beginning.textContent = message(locale, 'home.restart')
}
