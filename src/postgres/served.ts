/**
 * Postgres behind messages: PGlite (Postgres compiled to WebAssembly) in a thread of its own, which takes a client's
 * messages and answers with the server's. Its clock is the emulator's.
 */

/** What the thread is told. */
export type ToPostgres =
  | { readonly type: 'open'; readonly now: number }
  | { readonly type: 'exchange'; readonly id: number; readonly messages: Uint8Array; readonly now: number }

/** What it tells. */
export type FromPostgres =
  | { readonly type: 'progress'; readonly loaded: number; readonly total: number }
  | { readonly type: 'opened'; readonly greeting: Uint8Array }
  | { readonly type: 'answer'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'failed'; readonly id: number | null; readonly reason: string }

/** What is used of PGlite. */
export interface ProtocolServer {
  execProtocolRaw(messages: Uint8Array): Promise<Uint8Array>
}

/** How a thread's Postgres is started. */
export type StartServer = (progress: (loaded: number, total: number) => void) => Promise<ProtocolServer>

const PROTOCOL_3 = 196_608

/** Takes messages for one Postgres; give each to the function that this returns. */
export function servePostgres(
  start: StartServer,
  tell: (message: FromPostgres) => void,
): (message: ToPostgres) => void {
  let server: ProtocolServer | null = null
  let now = 0
  // From the start: Postgres sets timers of its own by this clock, and must never see it fall.
  const useEmulatorsTime = (): void => {
    Date.now = () => now
  }
  const carryOut = async (message: ToPostgres): Promise<FromPostgres> => {
    now = message.now
    if (message.type === 'open') {
      useEmulatorsTime()
      server = await start((loaded, total) => tell({ type: 'progress', loaded, total }))
      const greeting = await server.execProtocolRaw(startupMessage({ user: 'postgres', database: 'postgres' }))
      return { type: 'opened', greeting }
    }
    if (server === null) throw new Error('Postgres was asked before it was open')
    return { type: 'answer', id: message.id, bytes: await server.execProtocolRaw(message.messages) }
  }
  return message => {
    carryOut(message).then(tell, (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      tell({ type: 'failed', id: message.type === 'open' ? null : message.id, reason })
    })
  }
}

function startupMessage(parameters: Readonly<Record<string, string>>): Uint8Array {
  const text = `${Object.entries(parameters).flat().join('\0')}\0\0`
  const bytes = new Uint8Array(8 + text.length)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, bytes.length)
  view.setInt32(4, PROTOCOL_3)
  bytes.set(new TextEncoder().encode(text), 8)
  return bytes
}
