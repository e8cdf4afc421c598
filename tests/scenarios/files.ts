/** The scenario files beside this one and those of the lessons. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const lessons = join(dirname(dirname(here)), 'lessons')

export function scenarioFiles(): readonly string[] {
  return [
    ...readdirSync(lessons).map(name => join(lessons, name, 'scenario.yaml')),
    ...readdirSync(here).flatMap(name => (name.endsWith('.yaml') ? [join(here, name)] : [])),
  ]
}
