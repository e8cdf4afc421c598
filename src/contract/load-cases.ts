/** Loading: formats, several files, cycles, packages, and Lambda's errors where a module cannot be had. */
import { type CaseGroup, type ContractCase, caseOf } from './contract-case.ts'
import { expect } from './expectation.ts'
import type { Files } from './subject.ts'

const HANDLER = 'export const handler = async () => '

/** Files, handler and what the handler must give. */
interface Loads {
  readonly files: Files
  readonly handler?: string
  readonly gives: unknown
}

const LOADS: Readonly<Record<string, Loads>> = {
  'CommonJS in index.js': { files: { 'index.js': 'exports.handler = async () => typeof require' }, gives: 'function' },
  'CommonJS in index.cjs': {
    files: { 'index.cjs': 'module.exports.handler = async () => __filename' },
    gives: '/var/task/index.cjs',
  },
  'an ES module in index.mjs': {
    files: { 'index.mjs': `${HANDLER}import.meta.url` },
    gives: 'file:///var/task/index.mjs',
  },
  'an ES module in index.js by package.json': {
    files: { 'package.json': '{ "type": "module" }', 'index.js': `${HANDLER}import.meta.dirname` },
    gives: '/var/task',
  },
  'a handler in a folder': {
    files: { 'src/app.mjs': 'export const run = async () => 1' },
    handler: 'src/app.run',
    gives: 1,
  },
  'a nested handler': {
    files: { 'index.mjs': 'export const a = { b: { c: async () => 2 } }' },
    handler: 'index.a.b.c',
    gives: 2,
  },
  'sloppy CommonJS': {
    files: { 'index.js': 'sloppy = 3; exports.handler = async () => [sloppy, this === undefined]' },
    gives: [3, false],
  },
  'a file beside it': {
    files: {
      'index.mjs': `import { a, default as b } from './lib/a.mjs'\n${HANDLER}[a, b]`,
      'lib/a.mjs': "export const a = 1\nexport default 'd'",
    },
    gives: [1, 'd'],
  },
  'everything of a module': {
    files: {
      'index.mjs': `import * as all from './a.mjs'\n${HANDLER}Object.keys(all)`,
      'a.mjs': "export * from './b.mjs'\nexport * as ns from './b.mjs'\nexport { x as y } from './b.mjs'",
      'b.mjs': 'export const x = 1\nexport default 2',
    },
    gives: ['ns', 'x', 'y'],
  },
  'live bindings': {
    files: {
      'index.mjs': `import { n, add } from './n.mjs'\n${HANDLER}{ add(); add(); return n }`,
      'n.mjs': 'export let n = 0\nexport const add = () => n++',
    },
    gives: 2,
  },
  'one instance, however it is reached': {
    files: {
      'index.mjs': `import './a.mjs'\nimport './b.mjs'\nimport { seen } from './one.mjs'\nawait import('./one.mjs')\n${HANDLER}seen`,
      'a.mjs': "import { seen } from './one.mjs'\nseen.push('a')",
      'b.mjs': "import { seen } from './one.mjs'\nseen.push('b')",
      'one.mjs': "export const seen = ['one']",
    },
    gives: ['one', 'a', 'b'],
  },
  'a cycle of ES modules': {
    files: {
      'index.mjs': `import { even } from './even.mjs'\n${HANDLER}even(4)`,
      'even.mjs': "import { odd } from './odd.mjs'\nexport function even(n) { return n === 0 || odd(n - 1) }",
      'odd.mjs': "import { even } from './even.mjs'\nexport function odd(n) { return n !== 0 && even(n - 1) }",
    },
    gives: true,
  },
  'a cycle whose bindings change': {
    files: {
      'index.mjs': `import { read } from './a.mjs'\nimport { set } from './b.mjs'\n${HANDLER}{ set(); return read() }`,
      'a.mjs': "import { value } from './b.mjs'\nexport const read = () => value\nexport const name = 'a'",
      'b.mjs': "import { name } from './a.mjs'\nexport let value = 0\nexport const set = () => { value = name + 1 }",
    },
    gives: 'a1',
  },
  'a function of a cycle called while it loads': {
    files: {
      'index.mjs': `import { a } from './a.mjs'\n${HANDLER}a`,
      'a.mjs': "import { b } from './b.mjs'\nexport function early() { return 'early' }\nexport const a = b",
      'b.mjs': "import { early } from './a.mjs'\nexport const b = early()",
    },
    gives: 'early',
  },
  'a cycle of CommonJS modules': {
    files: {
      'index.js': "exports.name = 'index'; const other = require('./other'); exports.handler = async () => other.seen",
      'other.js': "exports.seen = require('./index').name",
    },
    gives: 'index',
  },
  JSON: {
    files: { 'index.mjs': `import d from './d.json' with { type: 'json' }\n${HANDLER}d.a`, 'd.json': '{ "a": [1] }' },
    gives: [1],
  },
  'JSON by require': {
    files: { 'index.js': "exports.handler = async () => require('./d').a", 'd.json': '{ "a": 5 }' },
    gives: 5,
  },
  'CommonJS from an ES module': {
    files: {
      'index.mjs': `import c, { a } from './c.cjs'\n${HANDLER}[a, Object.keys(c)]`,
      'c.cjs': 'exports.a = 1; exports.b = 2',
    },
    gives: [1, ['a', 'b']],
  },
  'an ES module from CommonJS, by import()': {
    files: { 'index.js': "exports.handler = async () => (await import('./m.mjs')).x", 'm.mjs': 'export const x = 9' },
    gives: 9,
  },
  'require made in an ES module': {
    files: {
      'index.mjs': `import { createRequire } from 'node:module'\nconst require = createRequire(import.meta.url)\n${HANDLER}require('./d.json').a`,
      'd.json': '{ "a": 6 }',
    },
    gives: 6,
  },
  'a package of CommonJS': {
    files: {
      'index.mjs': `import p from 'pack'\n${HANDLER}p()`,
      'node_modules/pack/package.json': '{ "main": "lib/main.js" }',
      'node_modules/pack/lib/main.js': "module.exports = () => require('./part').x",
      'node_modules/pack/lib/part.js': "exports.x = 'pack'",
    },
    gives: 'pack',
  },
  'a package with exports': {
    files: {
      'index.mjs': `import { who } from '@scope/pack'\nimport { sub } from '@scope/pack/sub'\n${HANDLER}[who, sub]`,
      'node_modules/@scope/pack/package.json':
        '{ "type": "module", "exports": { ".": { "require": "./c.cjs", "import": "./m.js" }, "./sub": "./lib/sub.js" } }',
      'node_modules/@scope/pack/m.js': "export const who = 'module'",
      'node_modules/@scope/pack/c.cjs': "exports.who = 'commonjs'",
      'node_modules/@scope/pack/lib/sub.js': "export const sub = 'sub'",
    },
    gives: ['module', 'sub'],
  },
  'a package with main and module': {
    files: {
      'index.mjs': `import * as p from 'p'\n${HANDLER}p.default.which`,
      'node_modules/p/package.json': '{ "main": "main.js", "module": "module.mjs" }',
      'node_modules/p/main.js': "exports.which = 'main'",
      'node_modules/p/module.mjs': "export default { which: 'module' }",
    },
    gives: 'main',
  },
  'top-level await': {
    files: { 'index.mjs': `const x = await new Promise(done => setTimeout(done, 20, 'waited'))\n${HANDLER}x` },
    gives: 'waited',
  },
  'a first line with a hashbang': { files: { 'index.mjs': `#!/usr/bin/env node\n${HANDLER}1` }, gives: 1 },
  'a last line that is a comment': { files: { 'index.mjs': `let a = 1\n${HANDLER}a // the end` }, gives: 1 },
  'import() of a name that is made up at run time': {
    files: {
      'index.mjs': "export const handler = async event => (await import('./' + ['a', 'b'][1] + '.mjs')).x",
      'b.mjs': "export const x = 'b'",
    },
    gives: 'b',
  },
}

/** Files and the error that the first invocation gets. */
const FAILS: Readonly<Record<string, { files: Files; type: string; message: RegExp }>> = {
  'import in index.js': {
    files: { 'index.js': `import path from 'path'\n${HANDLER}1` },
    type: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: Cannot use import statement outside a module$/,
  },
  'require in index.mjs': {
    files: { 'index.mjs': `const p = require('path')\n${HANDLER}p` },
    type: 'ReferenceError',
    message: /^require is not defined in ES module scope, you can use import instead/,
  },
  'a file that is not there': {
    files: { 'index.mjs': `import './none.mjs'\n${HANDLER}1` },
    type: 'Error',
    message: /^Cannot find module '\/var\/task\/none\.mjs' imported from \/var\/task\/index\.mjs$/,
  },
  'an import without its ending': {
    files: { 'index.mjs': `import './a'\n${HANDLER}1`, 'a.mjs': '' },
    type: 'Error',
    message: /^Cannot find module '\/var\/task\/a' imported from/,
  },
  'a package that is not there': {
    files: { 'index.mjs': `import x from 'left-pad'\n${HANDLER}x` },
    type: 'Error',
    message: /^Cannot find package 'left-pad' imported from \/var\/task\/index\.mjs$/,
  },
  'a package that is not there, required': {
    files: { 'index.js': "const x = require('left-pad'); exports.handler = async () => x" },
    type: 'Runtime.ImportModuleError',
    message: /^Error: Cannot find module 'left-pad'\nRequire stack:\n- \/var\/task\/index\.js/,
  },
  'a name that is not exported': {
    files: { 'index.mjs': `import { nope } from './a.mjs'\n${HANDLER}nope`, 'a.mjs': 'export const yes = 1' },
    type: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: The requested module '\.\/a\.mjs' does not provide an export named 'nope'$/,
  },
  'a name that a built-in does not export': {
    files: { 'index.mjs': `import { nope } from 'node:path'\n${HANDLER}nope` },
    type: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: The requested module 'node:path' does not provide an export named 'nope'$/,
  },
  'JSON without its attribute': {
    files: { 'index.mjs': `import d from './d.json'\n${HANDLER}d`, 'd.json': '{}' },
    type: 'TypeError',
    message: /^Module "file:\/\/\/var\/task\/d\.json" needs an import attribute of "type: json"$/,
  },
  'broken JSON': {
    files: { 'index.js': "const d = require('./d.json'); exports.handler = async () => d", 'd.json': '{ "a": ' },
    type: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: \/var\/task\/d\.json: /,
  },
  'an ES module that is required': {
    files: {
      'index.js': "const m = require('./m.mjs'); exports.handler = async () => m",
      'm.mjs': 'export const x = 1',
    },
    type: 'Error',
    message: /^require\(\) of ES Module \/var\/task\/m\.mjs/,
  },
  'a throw in a file beside it': {
    files: { 'index.mjs': `import './a.mjs'\n${HANDLER}1`, 'a.mjs': "throw new RangeError('in a')" },
    type: 'RangeError',
    message: /^in a$/,
  },
}

const STACK = caseOf('the stack of an error names the learner’s files and lines, and nothing of ours', async deploy => {
  const subject = await deploy({
    'index.mjs': "import { fail } from './lib.mjs'\n\nexport const handler = async () => {\n  fail()\n}",
    'lib.mjs': "export function fail() {\n  throw new Error('deep')\n}",
  })
  expect(await subject.answer()).toEqual({
    errorType: 'Error',
    errorMessage: 'deep',
    trace: [
      'Error: deep',
      '    at fail (file:///var/task/lib.mjs:2:9)',
      '    at BufferedInvokeProcessor.handler (file:///var/task/index.mjs:4:3)',
    ],
  })
})

const LOAD_CASES: readonly ContractCase[] = Object.entries(LOADS).map(
  ([name, { files, handler = 'index.handler', gives }]) =>
    caseOf(name, async deploy => {
      const subject = await deploy(files, { handler })
      expect(await subject.answer()).toEqual(gives)
    }),
)

const FAIL_CASES: readonly ContractCase[] = Object.entries(FAILS).map(([name, { files, type, message }]) =>
  caseOf(name, async deploy => {
    const error = await (await deploy(files)).answer()
    expect(error).toMatchObject({ errorType: type, errorMessage: message })
    // What is ours to hide.
    expect(/blob:|data:text|__warmstart/.test(JSON.stringify(error)), 'it names our own files').toEqual(false)
  }),
)

/** Functions that load, and those that cannot. */
export const LOAD_GROUPS: readonly CaseGroup[] = [
  { title: 'the function is loaded', cases: LOAD_CASES },
  { title: 'the function cannot be loaded', cases: [...FAIL_CASES, STACK] },
]
