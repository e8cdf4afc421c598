/** What an environment keeps, refuses and limits, whatever runs it. */
import { type CaseGroup, type ContractCase, caseOf } from './contract-case.ts'
import { expect } from './expectation.ts'

const FS = "import fs from 'node:fs'\n"
const MB = 1_048_576

const READ_ONLY: readonly (readonly [string, string, string])[] = [
  ['write', "fs.writeFileSync('/var/task/x', 'y')", "EROFS: read-only file system, open '/var/task/x'"],
  ['write elsewhere', "fs.writeFileSync('/opt/x', 'y')", "EROFS: read-only file system, open '/opt/x'"],
  ['write by a relative path', "fs.writeFileSync('x', 'y')", "EROFS: read-only file system, open 'x'"],
  ['write through ..', "fs.writeFileSync('/tmp/../var/x', 'y')", "EROFS: read-only file system, open '/tmp/../var/x'"],
  ['mkdir', "fs.mkdirSync('/var/task/d')", "EROFS: read-only file system, mkdir '/var/task/d'"],
  ['unlink', "fs.unlinkSync('/var/task/index.mjs')", "EROFS: read-only file system, unlink '/var/task/index.mjs'"],
  [
    'rename out',
    "fs.renameSync('/var/task/index.mjs', '/tmp/i')",
    "EXDEV: cross-device link not permitted, rename '/var/task/index.mjs' -> '/tmp/i'",
  ],
  ['a promise', "await fs.promises.writeFile('/var/task/x', 'y')", "EROFS: read-only file system, open '/var/task/x'"],
]

const TMP: readonly ContractCase[] = [
  caseOf('takes what fits its size and not a byte more', async deploy => {
    const subject = await deploy(
      `${FS}export const handler = async ({ bytes }) => { fs.writeFileSync('/tmp/a', Buffer.alloc(bytes, 1)); return fs.statSync('/tmp/a').size }`,
      { ephemeralStorage: 512, memorySize: 3_008, timeout: 60 },
    )
    expect(await subject.answer({ bytes: 512 * MB })).toEqual(512 * MB)
    expect(await subject.answer({ bytes: 512 * MB + 1 })).toMatchObject({
      errorType: 'Error',
      errorMessage: 'ENOSPC: no space left on device, write',
    })
  }),

  caseOf('counts what is deleted, cut and overwritten', async deploy => {
    const subject = await deploy(
      `${FS}const half = Buffer.alloc(${300 * MB})\nexport const handler = async () => { fs.writeFileSync('/tmp/a', half); fs.writeFileSync('/tmp/a', half); fs.rmSync('/tmp/a'); fs.writeFileSync('/tmp/b', half); fs.truncateSync('/tmp/b', 10); fs.writeFileSync('/tmp/c', half); return fs.readdirSync('/tmp') }`,
      { memorySize: 3_008, timeout: 60 },
    )
    expect(await subject.answer()).toEqual(['b', 'c'])
  }),

  caseOf('grows a file with zeros to its whole size, in memory for a small function', async deploy => {
    const subject = await deploy(
      `${FS}export const handler = async () => {
          fs.writeFileSync('/tmp/a', 'ab'); fs.truncateSync('/tmp/a', ${512 * MB})
          const file = fs.openSync('/tmp/a', 'r+'), seen = Buffer.alloc(4, 1)
          fs.readSync(file, seen, 0, 3, 0); fs.readSync(file, seen, 3, 1, ${512 * MB - 1})
          fs.writeSync(file, 'c', 3); fs.closeSync(file)
          let full; try { fs.writeFileSync('/tmp/b', 'x') } catch (error) { full = error.code }
          fs.truncateSync('/tmp/a', 5)
          return [[...seen], full, [...fs.readFileSync('/tmp/a')]]
        }`,
      { ephemeralStorage: 512, memorySize: 128 },
    )
    expect(await subject.answer()).toEqual([[97, 98, 0, 0], 'ENOSPC', [97, 98, 0, 99, 0]])
  }),

  ...READ_ONLY.map(([what, work, message]) =>
    caseOf(`is the only place to change: ${what}`, async deploy => {
      const subject = await deploy(`${FS}export const handler = async () => { ${work} }`)
      expect(await subject.answer()).toMatchObject({ errorType: 'Error', errorMessage: message })
    }),
  ),

  caseOf('holds the deployed files beside it, readable', async deploy => {
    const subject = await deploy({
      'index.mjs': `${FS}export const handler = async () => [fs.readdirSync('.'), fs.readFileSync('/var/task/lib/a.txt', 'utf8'), process.cwd()]`,
      'lib/a.txt': 'text',
    })
    expect(await subject.answer()).toEqual([['index.mjs', 'lib'], 'text', '/var/task'])
  }),
]

const TMP_OVER_A_RESET: readonly ContractCase[] = [
  caseOf('outlives the runtime with folders, links, renames and bytes; deleted files stay deleted', async deploy => {
    const subject = await deploy(
      `${FS}export const handler = async ({ make }) => {
          if (!make) return [fs.readdirSync('/tmp', { recursive: true }).sort(), [...fs.readFileSync('/tmp/d/bytes')], fs.readFileSync('/tmp/link', 'utf8')]
          fs.mkdirSync('/tmp/d/e', { recursive: true }); fs.writeFileSync('/tmp/d/old', Buffer.from([0, 255, 1])); fs.renameSync('/tmp/d/old', '/tmp/d/bytes')
          fs.writeFileSync('/tmp/gone', 'x'); fs.rmSync('/tmp/gone'); fs.writeFileSync('/tmp/text', 'abc'); fs.symlinkSync('/tmp/text', '/tmp/link')
          const f = fs.openSync('/tmp/text', 'r+'); fs.writeSync(f, 'Z', 1); process.exit(1)
        }`,
    )
    expect(await subject.answer({ make: true })).toMatchObject({ errorType: 'Runtime.ExitError' })
    const next = await subject.invoke()
    expect(next.start).toEqual('reset')
    expect(JSON.parse(next.payload ?? '')).toEqual([['d', 'd/bytes', 'd/e', 'link', 'text'], [0, 255, 1], 'aZc'])
  }),

  caseOf('keeps what was written just before a busy loop was cut off', async deploy => {
    const subject = await deploy(
      `${FS}export const handler = async ({ loop }) => { if (!loop) return fs.readFileSync('/tmp/a', 'utf8').length; fs.writeFileSync('/tmp/a', 'x'.repeat(100000)); for (;;); }`,
      { timeout: 1 },
    )
    expect(await subject.answer({ loop: true })).toMatchObject({ errorType: 'Sandbox.Timedout' })
    expect(await subject.answer({})).toEqual(100_000)
  }),
]

const TIME: readonly ContractCase[] = [
  caseOf(
    'stands still while frozen for every clock, and left-over timers run at the thaw in due order',
    async deploy => {
      const subject = await deploy(`import { setTimeout as wait } from 'node:timers/promises'
        let seen = []
        const read = () => [Date.now(), performance.now(), Number(process.hrtime.bigint() / 1000000n)]
        let before
        export const handler = async ({ leave }) => {
          if (leave) { before = read(); setTimeout(() => seen.push('late'), 50000); setTimeout(() => seen.push('soon'), 10000); wait(30000).then(() => seen.push('promise')); return }
          const passed = read().map((now, index) => Math.round((now - before[index]) / 10000))
          return { seen, passed }
        }`)
      await subject.invoke({ leave: true })
      await subject.idle(120_000)
      expect(await subject.answer({})).toEqual({ seen: ['soon', 'promise', 'late'], passed: [12, 12, 12] })
    },
  ),

  caseOf('costs nothing while everything waits', async deploy => {
    const began = performance.now()
    const subject = await deploy(
      'export const handler = async () => { const t = Date.now(); await new Promise(done => setTimeout(done, 600000)); return Date.now() - t }',
      { timeout: 900 },
    )
    const waited = await subject.answer()
    expect(waited, 'virtual ms').toBeWithin(600_000, 601_000)
    expect(performance.now() - began, 'real ms').toBeWithin(0, 20_000)
  }),

  caseOf('costs nothing while module code waits, its own or that of what it imports', async deploy => {
    const began = performance.now()
    const waits = (ms: number): string => `const t = Date.now(); await new Promise(done => setTimeout(done, ${ms}));`
    const subject = await deploy(
      {
        'index.mjs': `import { own } from './first.mjs'
            ${waits(4_500)}
            const waited = Date.now() - t
            export const handler = async () => { const later = await import('./later.mjs'); return [own, waited, later.own].map(ms => Math.floor(ms / 500)) }`,
        'first.mjs': `${waits(4_500)} export const own = Date.now() - t`,
        'later.mjs': `${waits(600_000)} export const own = Date.now() - t`,
      },
      { timeout: 900 },
    )
    expect(await subject.answer()).toEqual([9, 9, 1_200])
    expect(performance.now() - began, 'real ms').toBeWithin(0, 8_000)
  }),

  caseOf('setInterval, clear, unref and refresh do as in Node', async deploy => {
    const subject = await deploy(`export const handler = async () => {
        const seen = []
        const i = setInterval(() => { if (seen.push('i') === 3) clearInterval(i) }, 200)
        const never = setTimeout(() => seen.push('never'), 100); clearTimeout(never)
        const moved = setTimeout(() => seen.push('moved'), 800); setTimeout(() => moved.refresh(), 700)
        setTimeout(() => seen.push('unref'), 900).unref()
        await new Promise(done => setTimeout(done, 2_000, 'x'))
        return seen
      }`)
    expect(await subject.answer()).toEqual(['i', 'i', 'i', 'unref', 'moved'])
  }),
]

const AN_END: readonly ContractCase[] = [
  caseOf('by process.exit runs nothing after it, not even finally', async deploy => {
    const subject = await deploy(
      `${FS}export const handler = async ({ go }) => { if (!go) return fs.existsSync('/tmp/after'); try { process.exit(4) } finally { fs.writeFileSync('/tmp/after', '') } }`,
    )
    expect(await subject.answer({ go: true })).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: /Error: Runtime exited with error: exit status 4$/,
    })
    expect(await subject.answer({})).toEqual(false)
  }),

  caseOf('by an empty event loop is an exit without reason', async deploy => {
    const subject = await deploy('export const handler = () => new Promise(() => {})')
    expect(await subject.answer()).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: /Error: Runtime exited without providing a reason$/,
    })
  }),

  caseOf('does not come while something is awaited that needs the world outside', async deploy => {
    const subject = await deploy(`import { webcrypto } from 'node:crypto'
        export const handler = async () => { for (let i = 0; i < 20; i++) await webcrypto.subtle.digest('SHA-256', new Uint8Array(2000000)); return 'done' }`)
    expect(await subject.answer()).toEqual('done')
  }),

  caseOf('by a busy loop in module code is a time-out of the init', async deploy => {
    const subject = await deploy('for (;;);\nexport const handler = 1', { timeout: 1 })
    expect(await subject.answer()).toMatchObject({ errorType: 'Sandbox.Timedout' })
  }),
]

const OUTPUT: readonly ContractCase[] = [
  caseOf('of every console method is a line of the log, formatted as Node formats', async deploy => {
    const subject = await deploy(`console.log('at init')
        export const handler = async () => { console.log('a %s', 'b', { c: [1] }); console.error('e'); console.warn('w'); console.info('i'); console.debug('d'); console.table([{ x: 1 }]); console.assert(false, 'not'); console.group('g'); console.log('in'); console.groupEnd(); console.count(); process.stdout.write('raw\\n'); console.log('two\\nlines') }`)
    const { log, requestId } = await subject.invoke()
    const said = log
      .filter(line => !/^(INIT_START|START|END|REPORT)/.test(line))
      .map(line => line.replace(/^\d{4}-.*?Z/, 'time').replace(requestId, 'id'))
    expect(said).toEqual([
      'time\t-\tINFO\tat init',
      'time\tid\tINFO\ta b { c: [ 1 ] }',
      'time\tid\tERROR\te',
      'time\tid\tWARN\tw',
      'time\tid\tINFO\ti',
      'time\tid\tDEBUG\td',
      /^time\tid\tINFO\t┌─/,
      'time\tid\tWARN\tAssertion failed: not',
      'time\tid\tINFO\tg',
      'time\tid\tINFO\tin',
      'time\tid\tINFO\tdefault: 1',
      'raw',
      'time\tid\tINFO\ttwo\nlines',
    ])
  }),
]

const MODULE_SCOPE: readonly ContractCase[] = [
  caseOf('is read as it is: values, getters, dead zones, proxies, and never called', async deploy => {
    const subject =
      await deploy(`let n = 1; const list = [1, { a: 2 }]; var old; class Box { #x = 1 }; const box = new Box()
        const tricky = { get a() { throw new Error('called') } }
        const proxy = new Proxy({}, { get() { throw new Error('trap') } })
        export function named() {}
        const { d, ...rest } = { d: 1, e: 2 }
        export const handler = async () => { n++ }`)
    await subject.invoke()
    const last = subject.events().findLast(event => event.type === 'module-scope')
    const shown =
      last?.type === 'module-scope' ? Object.fromEntries(last.bindings.map(({ name, preview }) => [name, preview])) : {}
    expect(shown).toMatchObject({
      n: '2',
      list: '[1, { a: 2 }]',
      old: 'undefined',
      box: 'Box {}',
      tricky: '{ a: <getter> }',
      proxy: '<proxy>',
      d: '1',
      rest: '{ e: 2 }',
    })
    expect(last?.type === 'module-scope' && last.bindings.find(({ name }) => name === 'n')?.changed).toEqual(true)
  }),
]

/** By what they are about. */
export const ENVIRONMENT_GROUPS: readonly CaseGroup[] = [
  { title: '/tmp', cases: TMP },
  { title: '/tmp over a reset', cases: TMP_OVER_A_RESET },
  { title: 'time', cases: TIME },
  { title: 'an end', cases: AN_END },
  { title: 'output', cases: OUTPUT },
  { title: 'module scope', cases: MODULE_SCOPE },
]
