/** Holds the world against what a step expected of it. */
import type { EnvironmentPicture, Picture } from '../emulator/folds/picture.ts'
import { checkNamed, type Recalled, recaller } from './check-invocation.ts'
import { checkTmp } from './check-tmp.ts'
import { type Difference, describe } from './difference.ts'
import type { DatabaseExpectation, WorldExpectation } from './expectations.ts'
import { viewDatabase, viewModuleScope, viewOutside, viewTmp, viewWorld } from './observation.ts'
import { compare, isList, type Json, operatorOf, type Sight } from './predicates.ts'

/**
 * Where the world is not as expected; an empty list when every predicate holds. `sameAs` compares a value of module
 * scope or a file with that of the named invocation, whatever its environment.
 */
export function checkWorld(expected: WorldExpectation, picture: Picture, others: Recalled): readonly Difference[] {
  const world = viewWorld(picture)
  const recall = besideEnvironment(recaller(others))
  const counts = (['alive', 'inits', 'throttles'] as const).flatMap(key => {
    const wanted = expected[key]
    return wanted === undefined ? [] : compare(wanted, sightOf(world[key], [key]), 'equal')
  })
  return [
    ...counts,
    ...checkEnvironments(expected.environments, world),
    ...Object.entries(expected.moduleScope ?? {}).flatMap(([id, wanted]) =>
      inEnvironment(picture, id, ['moduleScope', id], (environment, path) => {
        const sight = { ...sightOf(viewModuleScope(environment.bindings), path), recall }
        return Object.entries(wanted).flatMap(([name, value]) => checkNamed(value, name, sight))
      }),
    ),
    ...Object.entries(expected.tmp ?? {}).flatMap(([id, wanted]) =>
      inEnvironment(picture, id, ['tmp', id], (environment, path) =>
        checkTmp(wanted, viewTmp(environment), path, recall),
      ),
    ),
    ...Object.entries(expected.outside ?? {}).flatMap(([key, wanted]) =>
      checkNamed(wanted, key, sightOf(viewOutside(picture), ['outside'])),
    ),
    ...checkDatabase(expected.database ?? {}, picture),
  ]
}

const DATABASE_FIGURES = ['connections', 'lost', 'peak', 'opened', 'refused', 'maxConnections'] as const

function checkDatabase(expected: DatabaseExpectation, picture: Picture): readonly Difference[] {
  const { environments, ...figures } = viewDatabase(picture)
  return [
    ...DATABASE_FIGURES.flatMap(key => {
      const wanted = expected[key]
      return wanted === undefined ? [] : compare(wanted, sightOf(figures[key], ['database', key]), 'equal')
    }),
    ...Object.entries(expected.environments ?? {}).flatMap(([id, wanted]) =>
      checkNamed(wanted, id, sightOf(environments, ['database', 'environments'])),
    ),
  ]
}

function checkEnvironments(
  wanted: WorldExpectation['environments'],
  world: ReturnType<typeof viewWorld>,
): readonly Difference[] {
  if (wanted === undefined) return []
  const path = ['environments']
  if (isList(wanted)) return compare(wanted, sightOf(world.aliveIds, path), 'equal')
  if (typeof wanted === 'number' || operatorOf(wanted) !== null) {
    return compare(wanted, sightOf(Object.keys(world.states).length, path), 'equal')
  }
  const sight = sightOf(world.states, path)
  return Object.entries(wanted).flatMap(([id, state]) => checkNamed(state, id, sight))
}

function inEnvironment(
  picture: Picture,
  id: string,
  path: readonly string[],
  check: (environment: EnvironmentPicture, path: readonly string[]) => readonly Difference[],
): readonly Difference[] {
  const environment = picture.environments.find(candidate => candidate.id === id)
  if (environment !== undefined) return check(environment, path)
  const known = picture.environments.map(candidate => candidate.id)
  return [{ path, expected: `an environment ${id}`, seen: known.length === 0 ? 'no environment' : describe(known) }]
}

/** An invocation has one environment, so the paths into it lack the id. */
function besideEnvironment(recall: Sight['recall']): Sight['recall'] {
  return (id, [key = '', , ...rest]) => recall(id, [key, ...rest])
}

function sightOf(value: Json, path: readonly string[]): Sight {
  return { value, path, recall: () => undefined }
}
