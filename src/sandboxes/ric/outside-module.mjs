/**
 * `import { store } from 'outside'` for functions that AWS's client runs: each call is a line that goes out on a descriptor
 * of its own, at once, each answer a line that comes back on it. Behaves as src/guest/outside.ts.
 */
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'

/** Set up by client-process.ts. */
const DESCRIPTOR = 3

const open = new Map()
let next = 1
let rest = ''

const channel = new Socket({ fd: DESCRIPTOR, readable: true, writable: false })
channel.setEncoding('utf8').unref()
channel.on('data', text => {
  const lines = (rest + text).split('\n')
  rest = lines.pop()
  for (const line of lines) settle(JSON.parse(line))
})

function settle({ id, value, error }) {
  const { resolve, reject } = open.get(id)
  open.delete(id)
  if (open.size === 0) channel.unref()
  if (error === null) resolve(value === null ? undefined : JSON.parse(value))
  else reject(new Error(error))
}

function call(request) {
  return new Promise((resolve, reject) => {
    const id = next++
    open.set(id, { resolve, reject })
    channel.ref()
    writeSync(DESCRIPTOR, `${JSON.stringify({ id, request })}\n`)
  })
}

export const store = {
  get: async key => call({ kind: 'get', key: keyOf(key) }),
  put: async (key, value) => {
    await call({ kind: 'put', key: keyOf(key), value: jsonOf(value) })
  },
  add: async (key, amount) => Number(await call({ kind: 'add', key: keyOf(key), amount: numberOf(amount) })),
}

function keyOf(key) {
  if (typeof key === 'string' && key !== '') return key
  throw new TypeError(`A key of the store is a text, found ${String(key)}`)
}

function numberOf(amount) {
  if (typeof amount === 'number' && Number.isFinite(amount)) return amount
  throw new TypeError(`store.add adds a number, found ${String(amount)}`)
}

function jsonOf(value) {
  const text = JSON.stringify(value)
  if (text !== undefined) return text
  throw new TypeError(`store.put keeps what JSON can hold, found ${typeof value}`)
}
