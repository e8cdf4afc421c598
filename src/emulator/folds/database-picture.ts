/** The account's database as it is shown: its slots, who has them, and what was refused. */
import type { ConnectionState, EmulatorEvent } from '../events.ts'

/** A slot that is taken. */
export interface ConnectionPicture {
  readonly connection: number
  readonly environment: string
  readonly state: ConnectionState
}

/** The database of the account. */
export interface DatabasePicture {
  readonly instance: string
  /** Slots, the reserved ones included. */
  readonly maxConnections: number
  /** Bytes that are there of all that are loaded; null where nothing is, or no longer. */
  readonly loading: { readonly loaded: number; readonly total: number } | null
  readonly available: boolean
  /** In order of their opening. */
  readonly connections: readonly ConnectionPicture[]
  /** Most slots that were taken at once. */
  readonly peak: number
  /** Connections that were ever opened, and those that were refused. */
  readonly opened: number
  readonly refused: number
  readonly lastRefusal: { readonly environment: string; readonly sqlState: string; readonly message: string } | null
}

/** The database after one more event; null while there is none. */
export function extendDatabase(database: DatabasePicture | null, event: EmulatorEvent): DatabasePicture | null {
  if (event.type === 'database-created') return created(event.instance, event.maxConnections)
  return database === null ? null : changed(database, event)
}

function created(instance: string, maxConnections: number): DatabasePicture {
  const counts = { peak: 0, opened: 0, refused: 0, lastRefusal: null }
  return { instance, maxConnections, loading: null, available: false, connections: [], ...counts }
}

function changed(database: DatabasePicture, event: EmulatorEvent): DatabasePicture {
  switch (event.type) {
    case 'database-loading':
      return { ...database, loading: { loaded: event.loaded, total: event.total } }
    case 'database-available':
      return { ...database, loading: null, available: true }
    case 'connection-opened': {
      const { environment, connection } = event
      const connections = [...database.connections, { connection, environment, state: 'idle' as const }]
      const peak = Math.max(database.peak, connections.length)
      return { ...database, connections, peak, opened: database.opened + 1 }
    }
    case 'connection-refused': {
      const { environment, sqlState, message } = event
      return { ...database, refused: database.refused + 1, lastRefusal: { environment, sqlState, message } }
    }
    case 'connection-turned':
      return {
        ...database,
        connections: database.connections.map(each =>
          each.connection === event.connection ? { ...each, state: event.state } : each,
        ),
      }
    case 'connection-closed':
      return { ...database, connections: database.connections.filter(each => each.connection !== event.connection) }
    default:
      return database
  }
}
