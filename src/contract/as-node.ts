/**
 * Expressions on Node's own modules that functions use. What each must give is not written here: this process is Node,
 * and evaluates the same text. An expression that throws gives the error's name, code and message.
 */

/** A module, what stands before its expressions (with the module as `m`), and the expressions. */
export interface Probe {
  readonly module: string
  readonly before?: string
  readonly expressions: readonly string[]
}

/** The handler that evaluates a probe; also what this process runs. Promises are awaited. */
export function probeText({ module, before = '', expressions }: Probe, named: string = module): string {
  const cases = expressions.map(each => `  [${JSON.stringify(each)}, async () => (${each})],`)
  return `import * as all from '${named}'
const m = all.default ?? all
const readable = value => value === undefined ? 'undefined' : typeof value === 'bigint' ? value + 'n' : value
const work = [
${cases.join('\n')}
]
${before}
export const handler = async () => {
  const found = {}
  for (const [text, run] of work) {
    try {
      found[text] = readable(await run())
    } catch (error) {
      found[text] = \`\${error.name} \${error.code}: \${error.message}\`
    }
  }
  return found
}
`
}

export const PROBES: readonly Probe[] = [
  {
    module: 'path',
    expressions: [
      "m.join('/a', '../b', './c')",
      "m.resolve('/a', 'b', '/c', 'd')",
      "m.relative('/a/b/c', '/a/d')",
      "m.basename('/a/b.txt', '.txt')",
      "m.extname('a.b.c')",
      "m.parse('/srv/u/file.txt')",
      "m.format({ dir: '/x', base: 'y.z' })",
      "m.normalize('/a//b/../c/')",
      "m.isAbsolute('a')",
      'm.sep + m.delimiter',
      "m.posix.dirname('/a/b')",
      "m.join('a', 1)",
    ],
  },
  {
    module: 'os',
    expressions: ['m.EOL', 'typeof m.cpus().length', 'm.endianness()', 'typeof m.totalmem()', 'm.tmpdir()'],
  },
  {
    module: 'crypto',
    expressions: [
      "m.createHash('sha256').update('abc').digest('hex')",
      "m.createHash('md5').update('a').update('b').digest('base64')",
      "m.createHash('sha1').update('あ', 'utf8').digest('base64url')",
      "m.createHash('sha512').update(Buffer.from([1, 2])).digest().length",
      "m.createHash('RSA-SHA256') && 'made'",
      "m.createHash('nope')",
      "m.createHash('sha256').update('61', 'hex').digest('hex')",
      "(() => { const h = m.createHash('sha256'); h.digest(); return h.digest() })()",
      "(() => { const h = m.createHash('sha256').update('a'); return h.copy().digest('hex') === h.digest('hex') })()",
      "m.createHmac('sha256', 'key').update('data').digest('hex')",
      "m.createHmac('sha1', Buffer.alloc(80, 1)).update('x').digest('base64')",
      "m.hash('sha1', 'x')",
      "m.createHash('sha256').update(1)",
      'm.randomBytes(8).length',
      'm.randomBytes(70000).length',
      "await new Promise(done => m.randomBytes(4, (error, bytes) => done(bytes.toString('hex').length)))",
      '/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(m.randomUUID())',
      '[...Array(50)].every(() => { const n = m.randomInt(3, 5); return n === 3 || n === 4 })',
      "m.timingSafeEqual(Buffer.from('a'), Buffer.from('a'))",
      "m.timingSafeEqual(Buffer.from('a'), Buffer.from('b'))",
      "m.timingSafeEqual(Buffer.from('a'), Buffer.from('bb'))",
      "m.getHashes().includes('sha256')",
      "Buffer.from(await m.webcrypto.subtle.digest('SHA-256', Buffer.from('abc'))).toString('hex')",
    ],
  },
  {
    module: 'events',
    before: 'const { EventEmitter, once } = all',
    expressions: [
      "(() => { const e = new EventEmitter(), seen = []; e.on('a', x => seen.push(x)); e.prependListener('a', x => seen.push('p' + x)); e.emit('a', 1); return seen })()",
      "(() => { const e = new EventEmitter(); let n = 0; e.once('a', () => n++); e.emit('a'); return [e.emit('a'), n] })()",
      "new EventEmitter().emit('error', new RangeError('r'))",
      "new EventEmitter().listenerCount('x')",
      "(() => { const e = new EventEmitter(); setTimeout(() => e.emit('go', 7), 1); return once(e, 'go') })()",
      'm === EventEmitter',
      "(() => { const e = new EventEmitter(); e.on('a', () => {}); return e.eventNames() })()",
      'EventEmitter.defaultMaxListeners',
    ],
  },
  {
    module: 'util',
    expressions: [
      "m.inspect({ a: [1, { b: new Map([[1, { c: 2 }]]) }], s: 'x', f() {}, d: null })",
      "m.inspect('a', { colors: true })",
      'm.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 })',
      "m.format('%s %d %i %j %o %%', 'a', 1.5, 1.5, { a: 1 }, [1])",
      "m.format('a', 'b', { c: 1 })",
      'm.isDeepStrictEqual({ a: [1, 2] }, { a: [1, 2] })',
      'm.isDeepStrictEqual([0], [-0])',
      'm.isDeepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 1 }]))',
      'm.isDeepStrictEqual(new Map([[1, 2], [3, 4]]), new Map([[3, 4], [1, 2]]))',
      'm.promisify((x, done) => done(null, x + 1))(1)',
      'm.promisify(setTimeout)(1, 5)',
      "m.promisify((done) => done(new Error('no')))()",
      'await new Promise(done => m.callbackify(async x => x * 2)(4, (error, value) => done([error, value])))',
      'm.types.isPromise(Promise.resolve()) && m.types.isDate(new Date())',
      'm.types.isProxy(new Proxy({}, {}))',
      "m.types.isNativeError(new TypeError('x'))",
      "m.stripVTControlCharacters('\\u001b[31mred\\u001b[39m')",
      "m.styleText('red', 'x', { validateStream: false })",
      "m.parseArgs({ args: ['-f', '--bar', 'b'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } } }).values",
      '(() => { function A() {} function B() {} m.inherits(A, B); return new A() instanceof B })()',
      "m.deprecate(() => 'still', 'old')()",
      "new m.TextDecoder().decode(new m.TextEncoder().encode('é'))",
      'm.inspect.custom.toString()',
      "m.inspect({ [m.inspect.custom]: () => 'mine' })",
    ],
  },
  {
    module: 'buffer',
    before: 'const { Buffer } = all',
    expressions: [
      "Buffer.from('héllo').toString('base64')",
      "Buffer.from('aGk', 'base64url').toString()",
      "Buffer.from('hi').toString('base64url')",
      "Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString()",
      'Buffer.alloc(3, 1).toJSON()',
      "Buffer.from('abc').subarray(1).toString()",
      "Buffer.byteLength('あ')",
      "Buffer.from('ff00', 'hex').readUInt16BE(0)",
      "Buffer.compare(Buffer.from('a'), Buffer.from('b'))",
      "Buffer.from('abcabc').indexOf('ca')",
      'Buffer.from([1, 2]).readUInt32LE(0)',
      'Buffer.isBuffer(Buffer.alloc(1))',
      'm.Buffer === globalThis.Buffer',
      'm.constants.MAX_LENGTH > 1e6',
      "Buffer.from('a').equals(Buffer.from('a'))",
      "m.atob('aGk=') + m.btoa('hi')",
      "(() => { const b = Buffer.alloc(8); b.writeDoubleBE(1.5); return b.toString('hex') })()",
    ],
  },
  {
    module: 'url',
    expressions: [
      "new m.URL('../x?y=1#z', 'https://a.example/b/c').href",
      "[...new m.URLSearchParams('a=1&a=2&b=%E3%81%82')]",
      "m.fileURLToPath('file:///var/task/a%20b')",
      "m.pathToFileURL('/a b#c').href",
      "m.parse('https://u:p@h.example:8080/p/a?q=1&q=2#f', true).query",
      "m.parse('/a?b=c').pathname",
      "m.format({ protocol: 'https', host: 'h.example', pathname: '/p', query: { a: 1 } })",
      "m.resolve('http://a.example/b/c', '../d')",
      "new m.URL('nope')",
    ],
  },
  {
    module: 'querystring',
    expressions: [
      "({ ...m.parse('a=1&a=2&b=x%20y&c') })",
      "m.stringify({ a: ['1', '2'], b: 'x y', c: '' })",
      "m.escape('あ &')",
      "m.unescape('%zz%20')",
    ],
  },
  {
    module: 'string_decoder',
    before: 'const { StringDecoder } = all',
    expressions: [
      "(() => { const d = new StringDecoder('utf8'); return [d.write(Buffer.from([0xe3, 0x81])), d.write(Buffer.from([0x82])), d.end()] })()",
      "(() => { const d = new StringDecoder('base64'); return d.write(Buffer.from('abcd')) + d.end() })()",
      "(() => { const d = new StringDecoder('utf8'); d.write(Buffer.from([0xe3])); return d.end() })()",
    ],
  },
  {
    module: 'assert',
    expressions: [
      'm(true)',
      "m(false, 'said')",
      'm.ok(0)',
      "m.equal(1, '1')",
      "m.deepEqual({ a: 1 }, { a: '1' })",
      'm.deepStrictEqual({ a: [1, 2] }, { a: [1, 2] })',
      '(() => { try { m.strictEqual(1, 2) } catch (e) { return [e.name, e.code, e.actual, e.expected, e.operator, e.generatedMessage] } })()',
      "(() => { try { m.strictEqual(1, 2, 'mine') } catch (e) { return e.message } })()",
      "m.throws(() => { throw new TypeError('bad') }, TypeError)",
      "m.throws(() => { throw new TypeError('bad') }, /good/)",
      "m.throws(() => { throw new TypeError('bad') }, { message: 'bad' })",
      'm.throws(() => {})',
      "m.rejects(Promise.reject(new Error('x')), /x/)",
      'm.rejects(async () => {})',
      'm.doesNotThrow(() => 1)',
      "m.match('abc', /b/)",
      "m.fail('reason')",
      'm.notDeepStrictEqual({ a: 1 }, { a: 2 })',
      'm.ifError(null)',
      'm.strict.equal(1, 1)',
      "(() => { try { m.strict.equal(1, '1') } catch (e) { return e.code } })()",
    ],
  },
  {
    module: 'timers/promises',
    expressions: [
      "m.setTimeout(1, 'v')",
      'm.setImmediate(4)',
      '(async () => { let n = 0; for await (const x of m.setInterval(1, 3)) { if (++n === 3) return [n, x] } })()',
      'm.setTimeout(5, 0, { signal: AbortSignal.abort() })',
    ],
  },
  {
    module: 'timers',
    expressions: [
      "new Promise(done => m.setTimeout(done, 1, 'a'))",
      "new Promise(done => m.setImmediate(done, 'b'))",
      '(() => { const t = m.setTimeout(() => {}, 5); const had = t.hasRef(); t.unref(); const has = t.hasRef(); m.clearTimeout(t); return [had, has] })()',
    ],
  },
  {
    module: 'async_hooks',
    before: 'const als = new all.AsyncLocalStorage(); const later = ms => new Promise(done => setTimeout(done, ms))',
    expressions: [
      'als.run(1, () => als.getStore())',
      'als.getStore()',
      'als.run(2, async () => { await later(1); return als.getStore() })',
      "Promise.all([als.run('a', async () => { await later(5); return als.getStore() }), als.run('b', async () => { await later(1); await null; return als.getStore() })])",
      'als.run(3, () => new Promise(done => setTimeout(() => done(als.getStore()), 1)))',
      'als.run(4, () => Promise.resolve().then(() => als.getStore()))',
      'als.run(5, async () => { for await (const x of (async function* () { yield 1; await null; yield 2 })()) await later(1); return als.getStore() })',
      'als.run(6, async () => { try { await Promise.reject(new Error()) } catch { return als.getStore() } })',
      'als.run(7, () => als.exit(() => als.getStore() === undefined))',
      "als.run(8, () => { const r = new all.AsyncResource('X'); return als.run(9, () => r.runInAsyncScope(() => als.getStore())) })",
      'als.run(10, () => all.AsyncLocalStorage.bind(() => als.getStore()))()',
      'als.run(11, () => new Promise(done => process.nextTick(() => done(als.getStore()))))',
      'als.run(12, () => new Promise(done => queueMicrotask(() => done(als.getStore()))))',
      'als.run(13, () => new Promise(done => setImmediate(() => done(als.getStore()))))',
    ],
  },
  {
    module: 'stream',
    before: 'const { Readable, Writable, Transform, PassThrough, pipeline, finished } = all',
    expressions: [
      "(async () => { const seen = []; for await (const x of Readable.from(['a', 'b'])) seen.push(x); return seen })()",
      "new Promise((done, fail) => { const out = []; pipeline(Readable.from(['a', 'b']), new Transform({ transform(c, e, next) { next(null, String(c).toUpperCase()) } }), new Writable({ write(c, e, next) { out.push(String(c)); next() } }), error => error ? fail(error) : done(out)) })",
      "m.promises.pipeline(Readable.from(['a']), async function* (source) { for await (const x of source) yield x + x }, async source => { let text = ''; for await (const x of source) text += x; return text })",
      'new Promise(done => finished(Readable.from([]).resume(), error => done(String(error))))',
      "(async () => { const p = new PassThrough(); p.end('xy'); let text = ''; for await (const c of p) text += c; return text })()",
      "new Readable({ read() { this.destroy(new Error('broken')) } }).toArray()",
      'typeof m === typeof Readable',
    ],
  },
  {
    module: 'stream/promises',
    expressions: [
      "(async () => { const { Readable, PassThrough } = await import('node:stream'); const p = new PassThrough(); const done = m.pipeline(Readable.from(['q']), p); p.resume(); await done; return p.writableFinished })()",
    ],
  },
  {
    module: 'perf_hooks',
    expressions: [
      'typeof m.performance.now()',
      "(() => { m.performance.mark('a'); return m.performance.getEntriesByName('a').length })()",
    ],
  },
  {
    module: 'process',
    expressions: [
      'm === process',
      'm.platform === "win32"',
      'typeof m.pid',
      'm.argv.length >= 1',
      'm.hrtime().length',
      'typeof m.hrtime.bigint()',
      'typeof m.memoryUsage().heapUsed',
      'typeof m.uptime()',
      'new Promise(done => m.nextTick((a, b) => done([a, b]), 1, 2))',
      'm.version.startsWith("v24.")',
      'm.versions.node.startsWith("24.")',
      'm.release.name',
      "(() => { m.env.X = 1; return [m.env.X, 'X' in m.env, delete m.env.X, m.env.X] })()",
      'm.exitCode',
      "(() => { const seen = []; const on = x => seen.push(x); m.on('custom', on); m.emit('custom', 1); m.off('custom', on); m.emit('custom', 2); return seen })()",
      'typeof m.cwd()',
      'm.stdout.write("")',
      'm.emitWarning.length >= 0',
    ],
  },
]

/** What a browser's engine is known to answer otherwise, and why. */
export const DIFFERS_IN_BROWSERS: ReadonlyMap<string, string> = new Map([
  [
    "m.parseArgs({ args: ['-f', '--bar', 'b'], options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } } }).values",
    'not there: for command lines',
  ],
  ["m.styleText('red', 'x', { validateStream: false })", 'not there: for terminals'],
  ['Buffer.from([1, 2]).readUInt32LE(0)', 'the library words it so'],
  [
    "(() => { try { m.strictEqual(1, 2, 'mine') } catch (e) { return e.message } })()",
    'Node adds a difference since 24',
  ],
  ['m.ok(0)', 'Node reads the source of the call'],
  ['m.rejects(async () => {})', 'the library words it so'],
  ["m.throws(() => { throw new TypeError('bad') }, /good/)", 'the library throws the error on, as Node once did'],
])

/** A folder that both Nodes may write. */
const FOLDER = '/tmp/warmstart-contract'

export const FILE_PROBES: readonly Probe[] = [
  {
    module: 'fs',
    before: `m.rmSync('${FOLDER}', { recursive: true, force: true }); m.mkdirSync('${FOLDER}'); const d = '${FOLDER}/'`,
    expressions: [
      "(m.writeFileSync(d + 'a', 'héllo'), m.readFileSync(d + 'a', 'utf8'))",
      "m.readFileSync(d + 'a').length",
      "m.readFileSync(d + 'a', { encoding: 'base64' })",
      "(m.appendFileSync(d + 'a', '!'), m.readFileSync(d + 'a', 'utf8'))",
      "m.readFileSync(d + 'none')",
      'm.readFileSync(d)',
      "m.writeFileSync(d + 'no/where', 'x')",
      "m.existsSync(d + 'a') && !m.existsSync(d + 'none')",
      "(m.mkdirSync(d + 'x/y/z', { recursive: true }), m.readdirSync(d).sort())",
      "m.mkdirSync(d + 'x')",
      "m.mkdirSync(d + 'p/q')",
      "m.rmdirSync(d + 'x')",
      "m.rmSync(d + 'none')",
      "m.rmSync(d + 'x')",
      "(m.renameSync(d + 'a', d + 'b'), m.existsSync(d + 'a'))",
      "(m.copyFileSync(d + 'b', d + 'c'), m.readFileSync(d + 'c', 'utf8'))",
      "m.statSync(d + 'b').size",
      "[m.statSync(d).isDirectory(), m.statSync(d + 'b').isFile(), m.lstatSync(d + 'b').isSymbolicLink()]",
      "m.statSync(d + 'none')",
      "m.statSync(d + 'none', { throwIfNoEntry: false })",
      "m.accessSync(d + 'none')",
      'm.readdirSync(d, { withFileTypes: true }).map(e => [e.name, e.isDirectory()]).sort()',
      'm.readdirSync(d, { recursive: true }).sort()',
      "(m.symlinkSync(d + 'b', d + 'link'), [m.readlinkSync(d + 'link') === d + 'b', m.readFileSync(d + 'link', 'utf8')])",
      "(() => { const f = m.openSync(d + 'fd', 'w+'); m.writeSync(f, 'abcdef'); m.writeSync(f, 'X', 2); const b = Buffer.alloc(3); const n = m.readSync(f, b, 0, 3, 1); m.closeSync(f); return [n, b.toString(), m.readFileSync(d + 'fd', 'utf8')] })()",
      "(m.truncateSync(d + 'fd', 2), m.readFileSync(d + 'fd', 'utf8'))",
      "m.openSync(d + 'fd', 'wx')",
      'm.closeSync(9999)',
      "(m.writeFileSync(d + 'flag', 'a'), m.writeFileSync(d + 'flag', 'b', { flag: 'a' }), m.readFileSync(d + 'flag', 'utf8'))",
      "m.writeFileSync(d + 'o', {})",
      "new Promise(done => m.readFile(d + 'b', 'utf8', (error, text) => done([error, text])))",
      "new Promise(done => m.readFile(d + 'none', error => done(error.message)))",
      "new Promise(done => m.writeFile(d + 'cb', 'x', error => done(error)))",
      "new Promise(done => m.createReadStream(d + 'b', { encoding: 'utf8', start: 1, end: 3 }).on('data', x => done(x)))",
      "new Promise((done, fail) => m.createWriteStream(d + 'ws').on('error', fail).on('finish', () => done(m.readFileSync(d + 'ws', 'utf8'))).end('streamed'))",
      "new Promise(done => m.createReadStream(d + 'none').on('error', error => done(error.message)))",
      'm.constants.O_RDONLY',
      "m.readFileSync(new URL('file://' + d + 'b'), 'utf8')",
      "m.mkdtempSync(d + 'tmp-').startsWith(d + 'tmp-')",
      "(m.cpSync(d + 'x', d + 'x2', { recursive: true }), m.existsSync(d + 'x2/y/z'))",
      "(m.rmSync(d + 'x', { recursive: true }), m.existsSync(d + 'x'))",
      "m.realpathSync(d + 'link') === d + 'b'",
      'm.opendirSync(d).readSync() !== null',
    ],
  },
  {
    module: 'fs/promises',
    before: `const fs = await import('node:fs'); fs.rmSync('${FOLDER}', { recursive: true, force: true }); fs.mkdirSync('${FOLDER}'); const d = '${FOLDER}/'`,
    expressions: [
      "(await m.writeFile(d + 'a', 'one\\ntwo\\n'), m.readFile(d + 'a', 'utf8'))",
      "m.readFile(d + 'none', 'utf8')",
      "(async () => { const h = await m.open(d + 'a'); try { return (await h.read({ buffer: Buffer.alloc(3) })).buffer.toString() } finally { await h.close() } })()",
      "(async () => { const h = await m.open(d + 'a'); const lines = []; for await (const line of h.readLines()) lines.push(line); return lines })()",
      "(async () => { const h = await m.open(d + 'w', 'w'); await h.write('abc'); await h.appendFile('d'); await h.truncate(2); await h.sync(); const size = (await h.stat()).size; await h.close(); return [size, await m.readFile(d + 'w', 'utf8')] })()",
      "(async () => { await m.mkdir(d + 'q/r', { recursive: true }); return (await m.readdir(d)).sort() })()",
      "m.access(d + 'none')",
      "(async () => { await m.rename(d + 'w', d + 'v'); await m.copyFile(d + 'v', d + 'u'); await m.unlink(d + 'v'); return (await m.readdir(d)).sort() })()",
      "m.stat(d + 'a').then(s => s.size)",
      "m.rm(d + 'q')",
      "m.rm(d + 'q', { recursive: true }).then(() => fs.existsSync(d + 'q'))",
      "m.writeFile(d + 'it', (async function* () { yield 'a'; yield 'b' })()).then(() => m.readFile(d + 'it', 'utf8'))",
      "m.appendFile(d + 'a', 'three').then(() => m.readFile(d + 'a', 'utf8'))",
      "(await m.open(d + 'a').then(async h => { await h.close(); return h.fd }))",
      'fs.promises === m',
    ],
  },
]
