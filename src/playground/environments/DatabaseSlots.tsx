/** The account's database: a line for each of its connections that fills up, and which environment has which. */

import { RDS_SLOTS, SUPERUSER_SLOTS } from '../../emulator/configuration.ts'
import type { ConnectionPicture, DatabasePicture } from '../../emulator/folds/database-picture.ts'
import { megabytes } from '../figures.ts'
import type { Say } from '../texts.ts'

/** Slots that no function gets. */
const RESERVED = SUPERUSER_SLOTS + RDS_SLOTS
/** Environments that are listed by name; the rest is counted. */
const OWNERS_SHOWN = 12

export function DatabaseSlots({ database, say }: { readonly database: DatabasePicture; readonly say: Say }) {
  const { instance, maxConnections, connections, available } = database
  const usable = maxConnections - RESERVED
  const total = { taken: connections.length, usable, max: maxConnections, reserved: RESERVED }
  return (
    <section class="outside database" aria-labelledby="database-title" data-testid="database">
      <h3 id="database-title">{say('database', { instance })}</h3>
      {available ? (
        <>
          <p class="slots-total" data-testid="database-total">
            {say('databaseTotal', total)}
            {database.refused > 0 && <strong>{say('databaseRefused', { count: database.refused })}</strong>}
          </p>
          <Slots database={database} label={say('databaseTotal', total)} />
          <Owners connections={connections} say={say} />
          <Refusal database={database} say={say} />
          <p class="simulated">{say('databaseSimulated')}</p>
        </>
      ) : (
        <Loading database={database} say={say} />
      )}
    </section>
  )
}

function Loading({ database: { loading }, say }: { readonly database: DatabasePicture; readonly say: Say }) {
  if (loading === null) return <p role="status">{say('databaseStarts')}</p>
  const { loaded, total } = loading
  return (
    <p>
      <label>
        {say('databaseLoads', { loaded: megabytes(loaded), total: megabytes(total) })}
        <progress value={loaded} max={total} />
      </label>
    </p>
  )
}

/** One line for each slot: those of one environment stand side by side, then what is free, then what is reserved. */
function Slots({ database, label }: { readonly database: DatabasePicture; readonly label: string }) {
  const { connections, maxConnections } = database
  const owned = [...connections].sort((a, b) => ordinalOf(a) - ordinalOf(b) || a.connection - b.connection)
  const free = maxConnections - RESERVED - owned.length
  return (
    <div class="slots" role="img" aria-label={label}>
      {owned.map(({ connection, environment, state }) => (
        <i
          key={connection}
          class={`slot slot-${state.replaceAll(' ', '-')}${ordinalOf({ environment }) % 2 === 0 ? ' slot-even' : ''}`}
          title={`${environment} · ${state}`}
        />
      ))}
      {Array.from({ length: Math.max(0, free) }, (_, index) => (
        <i key={`free-${index}`} class="slot" />
      ))}
      {Array.from({ length: RESERVED }, (_, index) => (
        <i key={`reserved-${index}`} class="slot slot-reserved" />
      ))}
    </div>
  )
}

function Owners({ connections, say }: { readonly connections: readonly ConnectionPicture[]; readonly say: Say }) {
  const owners = Map.groupBy(connections, ({ environment }) => environment)
  if (owners.size === 0) return null
  const shown = [...owners].sort(([a], [b]) => ordinalOf({ environment: a }) - ordinalOf({ environment: b }))
  const hidden = shown.length - OWNERS_SHOWN
  return (
    <dl class="slot-owners">
      {shown.slice(0, OWNERS_SHOWN).map(([environment, own]) => (
        <div key={environment}>
          <dt translate={false}>{environment}</dt>
          <dd aria-hidden="true" class="slots-drawn">
            {own.map(({ connection, state }) => (
              <i key={connection} class={`slot slot-${state.replaceAll(' ', '-')}`} />
            ))}
          </dd>
          <dd>{ownText(own, say)}</dd>
        </div>
      ))}
      {hidden > 0 && <p>{say('databaseMore', { count: hidden })}</p>}
    </dl>
  )
}

const STATES = ['active', 'waiting', 'idle in transaction', 'idle', 'lost'] as const

/** `2 connections: 1 active, 1 idle` */
function ownText(own: readonly ConnectionPicture[], say: Say): string {
  const counted = STATES.flatMap(state => {
    const count = own.filter(each => each.state === state).length
    return count === 0 ? [] : [say(`connection.${state}`, { count })]
  })
  return say('databaseOwn', { count: own.length, states: counted.join(say('databaseAnd')) })
}

function Refusal({ database: { lastRefusal }, say }: { readonly database: DatabasePicture; readonly say: Say }) {
  if (lastRefusal === null) return null
  const { environment, sqlState, message } = lastRefusal
  return (
    <p class="slots-refusal">
      {say('databaseLast', { environment })}{' '}
      <code translate={false}>
        {sqlState} {message}
      </code>
    </p>
  )
}

const ordinalOf = ({ environment }: Pick<ConnectionPicture, 'environment'>): number => Number(environment.slice(4))
