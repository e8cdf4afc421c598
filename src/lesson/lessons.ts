/** Loads the lessons of the top-level `lessons/` folder at build time, in the order of their numbers. */
import { type CollectionEntry, getCollection, getEntry } from 'astro:content'
import { readScenario } from '../scenario/read-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { LEARNERS_FOLDER, type LessonExercise, otherFolders } from './exercise.ts'
import type { LessonFiles, LessonSubject } from './lesson.ts'
import type { LessonData } from './lesson-schema.ts'

/** A lesson with everything around it, without its prose. */
export interface Lesson {
  /** The folder's name: `020-the-second-request-remembers`. */
  readonly id: string
  /** Counted from 1 in the order of the course. */
  readonly number: number
  readonly data: LessonData
  readonly files: LessonFiles
  /** Files of the solution; empty where there is none. */
  readonly solution: LessonFiles
  /** True where its prose marks slides. */
  readonly hasSlides: boolean
}

const LOCALES = ['en', 'ja'] as const

const sources = import.meta.glob<string>('/lessons/*/{start,solution}/**/*', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const scenarios = import.meta.glob<string>('/lessons/*/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** All lessons. Throws where one lacks a language, its function or a step that its prose must show. */
export async function getLessons(): Promise<readonly Lesson[]> {
  const entries = await getCollection('lessons')
  const inOrder = entries.toSorted((one, other) => one.id.localeCompare(other.id, 'en'))
  const prose = await Promise.all(inOrder.flatMap(({ id }) => LOCALES.map(locale => getProse(id, locale))))
  const slides = new Set(prose.filter(({ body }) => body?.includes('<Slide')).map(({ id }) => id.split('/')[0]))
  return inOrder.map(({ id, data }, index) => ({
    id,
    number: index + 1,
    data,
    files: startOf(id, data.file),
    solution: filesBelow(id, 'solution'),
    hasSlides: slides.has(id),
  }))
}

/** Those whose prose marks slides. */
export async function getLessonsWithSlides(): Promise<readonly Lesson[]> {
  return (await getLessons()).filter(({ hasSlides }) => hasSlides)
}

/** One lesson by its folder's name. */
export async function getLesson(id: string | undefined): Promise<Lesson> {
  const lesson = (await getLessons()).find(candidate => candidate.id === id)
  if (lesson === undefined) throw new Error(`There is no lesson ${id ?? '(none)'}: lessons/ has no such folder.`)
  return lesson
}

/** The prose of a lesson in a language. */
export async function getProse(id: string, locale: 'en' | 'ja'): Promise<CollectionEntry<'prose'>> {
  const prose = await getEntry('prose', `${id}/${locale}`)
  if (prose === undefined) throw new Error(`lessons/${id} lacks ${locale}.mdx: a lesson is written in every language.`)
  return prose
}

/** What the page hands to the client. */
export function subjectOf(lesson: Lesson, locale: 'en' | 'ja'): LessonSubject {
  const { scenario } = readScenario(scenarioOf(lesson.id), `lessons/${lesson.id}/scenario.yaml`)
  const [studied] = scenario.functions
  return {
    lesson: lesson.id,
    locale,
    files: lesson.files,
    solution: lesson.solution,
    activeFile: lesson.data.file,
    configuration: studied?.configuration ?? {},
    account: scenario.account,
    query: lesson.data.query,
    steps: lesson.data.steps.map(({ id, seen, optional }) => ({ id, seen, ...(optional && { optional }) })),
  }
}

/** A lesson's exercise as the page checks it; null where it has none. */
export function exerciseOf({ id, data }: Lesson, locale: 'en' | 'ja'): LessonExercise | null {
  const { exercise } = data
  if (exercise === undefined) return null
  const { scenario } = readScenario(scenarioOf(id, exercise.scenario), `lessons/${id}/${exercise.scenario}`)
  const [other] = otherFolders(scenario)
  if (other !== undefined) {
    throw new Error(
      `lessons/${id}/${exercise.scenario}: expected files: ${LEARNERS_FOLDER} or a map, found "${other}".`,
    )
  }
  return { scenario, wrong: exercise.wrong.map(({ misses, fails }) => ({ misses: misses[locale], fails })) }
}

/** The lesson's scenario as plain data; its folder is {@link LEARNERS_FOLDER}, whose files the caller fills in. */
export function scenarioOfLesson(id: string): Scenario {
  return readScenario(scenarioOf(id), `lessons/${id}/scenario.yaml`).scenario
}

function scenarioOf(id: string, file = 'scenario.yaml'): string {
  const text = scenarios[`/lessons/${id}/${file}`]
  if (text === undefined) throw new Error(`lessons/${id} lacks ${file}.`)
  return text
}

function startOf(id: string, shownFirst: string): LessonFiles {
  const files = filesBelow(id, 'start')
  if (!(shownFirst in files)) throw new Error(`lessons/${id}/start lacks ${shownFirst}.`)
  return files
}

function filesBelow(id: string, name: 'start' | 'solution'): LessonFiles {
  const folder = `/lessons/${id}/${name}/`
  const files = Object.entries(sources)
    .filter(([path]) => path.startsWith(folder))
    .map(([path, text]) => [path.slice(folder.length), text.trimEnd()] as const)
  return Object.fromEntries(files)
}

/** Steps that a reader's progress is held against: all but those that not every page can offer. */
export function countedSteps({ steps }: Pick<Lesson['data'], 'steps'>): number {
  return steps.filter(({ optional }) => optional !== true).length
}
