import { expect, test } from 'vitest'
import { DEFAULT_PORT, parseArguments, WrongArguments } from './arguments.ts'

test('replay has defaults', () => {
  expect(parseArguments(['replay', 'a.yaml', 'b.yaml'])).toEqual({
    name: 'replay',
    files: ['a.yaml', 'b.yaml'],
    folder: null,
    engine: 'node',
    json: false,
    realTime: false,
  })
})

test('replay takes its options anywhere', () => {
  expect(
    parseArguments(['replay', '--json', '--files', 'solution', 'a.yaml', '--engine=embedded', '--real-time']),
  ).toMatchObject({ files: ['a.yaml'], folder: 'solution', engine: 'embedded', json: true, realTime: true })
})

test('serve has a default port and states no configuration', () => {
  expect(parseArguments(['serve', 'start'])).toEqual({
    name: 'serve',
    folder: 'start',
    port: DEFAULT_PORT,
    scenario: null,
    configuration: {},
  })
})

test('serve takes a configuration from its options', () => {
  const options = [
    '--port',
    '0',
    '--handler',
    'a.b',
    '--timeout',
    '7',
    '--memory',
    '256',
    '--env',
    'A=1',
    '--env',
    'B=x=y',
  ]
  expect(parseArguments(['serve', 'start', ...options])).toMatchObject({
    port: 0,
    configuration: { handler: 'a.b', timeout: 7, memorySize: 256, env: { A: '1', B: 'x=y' } },
  })
})

test.each([['--help'], ['-h'], ['replay', '--help'], ['help']])('%s asks for help', (...argv) => {
  expect(parseArguments(argv)).toEqual({ name: 'help' })
})

test.each([
  [[], 'Say what to do: replay or serve.'],
  [['run'], 'There is no command "run"; there are replay and serve.'],
  [['replay'], 'replay needs a scenario file.'],
  [['replay', 'a.yaml', '--engine', 'deno'], 'There is no engine "deno"; there are node and embedded.'],
  [['replay', 'a.yaml', '--jsn'], "Unknown option '--jsn'."],
  [['replay', 'a.yaml', '--files'], "Option '--files <value>' argument missing."],
  [['serve'], 'serve needs one folder.'],
  [['serve', 'a', 'b'], 'serve needs one folder.'],
  [['serve', 'a', '--port', '70000'], '--port needs a whole number up to 65535, not "70000".'],
  [['serve', 'a', '--timeout', 'soon'], '--timeout needs a whole number, not "soon".'],
  [['serve', 'a', '--env', 'A'], '--env needs NAME=value, not "A".'],
])('%j is refused with a sentence', (argv, sentence) => {
  expect(() => parseArguments(argv)).toThrow(new WrongArguments(sentence))
})
