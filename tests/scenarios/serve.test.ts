import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { folderWith, Warmstart, warmstart } from './warmstart.ts'

const TALK = `let someGlobalValue = null
export const handler = async event => {
  const response = { statusCode: 200, body: someGlobalValue === null ? 'coldstart' : 'warmstart, message=' + someGlobalValue }
  someGlobalValue = event.queryStringParameters.message
  return response
}`
const ECHO = `export const handler = async event => ({
  statusCode: 201, cookies: ['a=1', 'b=2; Path=/'], headers: { 'X-Name': 'Value' }, body: JSON.stringify(event),
})`

const started: Warmstart[] = []
afterEach(async () => {
  for (const server of started.splice(0)) {
    server.child.kill('SIGINT')
    await server.finish()
  }
})

async function serve(code: string, ...options: readonly string[]) {
  const folder = folderWith({ 'index.mjs': code })
  const server = new Warmstart(['serve', folder, '--port', '0', ...options])
  started.push(server)
  const address = (await server.said('out', /http:\/\/localhost:\d+\//)).replace('localhost', '127.0.0.1')
  return { server, address, folder }
}

const textOf = async (address: string) => (await fetch(address)).text()

test('a request leaves behind what the next one sees, and one without a query is a 502 that resets nothing', async () => {
  const { address } = await serve(TALK)
  expect(await textOf(`${address}?message=hoge`)).toBe('coldstart')
  expect(await textOf(`${address}?message=fuga`)).toBe('warmstart, message=hoge')
  const failed = await fetch(address)
  expect([failed.status, await failed.text()]).toEqual([502, 'Internal Server Error'])
  expect(await textOf(`${address}?message=again`)).toBe('warmstart, message=fuga')
})

test('queries, cookies, headers and bodies arrive as a function URL hands them on', async () => {
  const { address } = await serve(ECHO)
  const headers = { cookie: 'x=1; y=2', 'x-a': 'A', 'content-type': 'application/json' }
  const response = await fetch(`${address}a%20b?m=1&m=%2F2`, { method: 'POST', headers, body: '{"é":1}' })
  expect(response.status).toBe(201)
  expect(response.headers.get('x-name')).toBe('Value')
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Path=/'])
  expect(await response.json()).toMatchObject({
    rawPath: '/a b',
    rawQueryString: 'm=1&m=%2F2',
    queryStringParameters: { m: '1,/2' },
    cookies: ['x=1', 'y=2'],
    headers: { 'x-a': 'A' },
    body: '{"é":1}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' } },
  })
})

test('bytes go both ways', async () => {
  const { address } = await serve(
    'export const handler = async e => ({ statusCode: 200, body: e.body, isBase64Encoded: e.isBase64Encoded })',
  )
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await fetch(address, { method: 'PUT', headers, body: bytes })
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
})

test('requests at the same time run side by side', async () => {
  const { address } = await serve(
    'export const handler = async () => { await new Promise(done => setTimeout(done, 300)); return process.env.AWS_LAMBDA_LOG_STREAM_NAME }',
  )
  const streams = await Promise.all([textOf(address), textOf(address), textOf(address)])
  expect(new Set(streams).size).toBe(3)
})

test('a changed file is deployed to new environments', async () => {
  const { server, address, folder } = await serve(TALK)
  await textOf(`${address}?message=hoge`)
  writeFileSync(join(folder, 'index.mjs'), TALK.replace('coldstart', 'another coldstart'))
  await server.said('error', /Deployed index\.mjs/)
  expect(await textOf(`${address}?message=fuga`)).toBe('another coldstart')
})

test('log lines go to standard output', async () => {
  const { server, address } = await serve('export const handler = async () => { console.log("told"); return 1 }')
  await textOf(address)
  await server.said('out', /\tINFO\ttold\n/)
  await server.said('out', /REPORT RequestId: .*\n/)
})

test('the configuration comes from options, or from a scenario file', async () => {
  const code =
    'export const handler = async () => [process.env.NAME, process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE].join()'
  const scenario = join(
    folderWith({ 's.yaml': 'function: { memorySize: 512, env: { NAME: file } }\nsteps: []' }),
    's.yaml',
  )
  expect(await textOf((await serve(code, '--memory', '256', '--env', 'NAME=option')).address)).toBe('option,256')
  expect(await textOf((await serve(code, '--scenario', scenario)).address)).toBe('file,512')
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with exit code 0, also while a function runs', async signal => {
  const { server, address } = await serve(
    'export const handler = async () => new Promise(done => setTimeout(done, 60000))',
    '--timeout',
    '100',
  )
  const pending = fetch(address).catch(() => 'gone')
  await server.said('out', /START RequestId/)
  server.child.kill(signal)
  expect(await server.finish()).toMatchObject({ code: 0, error: '' })
  expect(await pending).toBe('gone')
})

test('a port that is taken is said, with what to do', async () => {
  const other = createServer()
  await new Promise<void>(listening => {
    other.listen(0, '127.0.0.1', listening)
  })
  const address = other.address()
  const port = String(typeof address === 'object' ? address?.port : '')
  const folder = folderWith({ 'index.mjs': ECHO })
  expect(await warmstart('serve', folder, '--port', port)).toEqual({
    code: 2,
    out: '',
    error: `Port ${port} is taken. Choose another with --port, or --port 0 for any that is free.\n`,
  })
  other.close()
})

test('a folder or a configuration that is wrong is said', async () => {
  expect(await warmstart('serve', '/nowhere/at-all')).toMatchObject({
    code: 2,
    error: 'there is no folder /nowhere/at-all\n',
  })
  const refused = await warmstart('serve', folderWith({ 'index.mjs': ECHO }), '--timeout', '901')
  expect(refused.code).toBe(2)
  expect(refused.error).toMatch(/^Lambda refuses this function with ValidationException: .*\nGive a whole number/)
})

test('packages that package.json asks for and nobody installed are named, with what to do', async () => {
  const manifest = JSON.stringify({ dependencies: { hoge: '1' } })
  const folder = folderWith({ 'index.mjs': 'export const handler = async () => 1', 'package.json': manifest })
  const server = new Warmstart(['serve', folder, '--port', '0'])
  started.push(server)
  await server.said('error', /package\.json asks for hoge, not in node_modules\. Run npm install in /)
})
