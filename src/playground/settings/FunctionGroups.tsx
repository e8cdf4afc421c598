/** UpdateFunctionConfiguration: numbers, runtime, handler, log format, and the environment variables. */
import { useState } from 'preact/hooks'
import { DEFAULT_CONFIGURATION, RUNTIMES } from '../../emulator/configuration.ts'
import type { Playground } from '../../session/playground.ts'
import { useStore } from '../../ui/use-store.ts'
import { Choice, Group, ResultLine, TextField, useResult } from './fields.tsx'
import type { SaySetting } from './texts.ts'

const NUMBERS = ['memorySize', 'timeout', 'ephemeralStorage'] as const
const LOG_FORMATS = ['Text', 'JSON'] as const

interface Props {
  readonly session: Playground
  readonly say: SaySetting
}

export function ConfigurationGroup({ session, say }: Props) {
  const current = { ...DEFAULT_CONFIGURATION, ...useStore(session.$configuration) }
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const { result, take } = useResult()
  const textOf = (key: (typeof NUMBERS)[number] | 'runtime' | 'handler'): string => typed[key] ?? String(current[key])
  const set = (key: string) => (value: string) => setTyped({ ...typed, [key]: value })
  const isNoNumber = (key: (typeof NUMBERS)[number]): boolean => !/^\s*-?\d+(\.\d+)?\s*$/.test(textOf(key))
  const logFormat = LOG_FORMATS.find(format => format === typed['logFormat']) ?? current.logFormat ?? 'Text'
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (NUMBERS.some(isNoNumber)) return
    const [memorySize, timeout, ephemeralStorage] = NUMBERS.map(key => Number(textOf(key)))
    const texts = { runtime: textOf('runtime'), handler: textOf('handler').trim(), logFormat }
    take(await session.configure({ memorySize, timeout, ephemeralStorage, ...texts }), say('applied'))
  }
  return (
    <Group title={say('function')} testId="function-configuration">
      <form onSubmit={event => void apply(event)}>
        {NUMBERS.map(key => (
          <TextField
            key={key}
            label={say(key)}
            value={textOf(key)}
            wrong={isNoNumber(key) ? say('number') : null}
            numeric
            onChange={set(key)}
            testId={key}
          />
        ))}
        <div class="field-row">
          <Choice
            label={say('runtime')}
            value={textOf('runtime')}
            options={RUNTIMES}
            name={runtime => runtime}
            onChange={set('runtime')}
            testId="runtime"
          />
          <Choice
            label={say('logFormat')}
            value={logFormat}
            options={LOG_FORMATS}
            name={format => say(`log.${format}`)}
            onChange={format => set('logFormat')(format)}
            testId="log-format"
          />
        </div>
        <TextField label={say('handler')} value={textOf('handler')} onChange={set('handler')} testId="handler" />
        <button type="submit" class="button button-quiet" data-testid="update-configuration">
          {say('apply')}
        </button>
        <ResultLine result={result} />
      </form>
    </Group>
  )
}

export function VariablesGroup({ session, say }: Props) {
  const { env = {} } = useStore(session.$configuration)
  const [typed, setTyped] = useState<string | null>(null)
  const { result, take } = useResult()
  const text =
    typed ??
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const wrong = lines.filter(line => !/^[^=\s]+=/.test(line))
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (wrong.length > 0) return
    const variables = lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const)
    take(await session.configure({ env: Object.fromEntries(variables) }), say('applied'))
  }
  return (
    <Group title={say('variables')} testId="environment-variables">
      <form onSubmit={event => void apply(event)}>
        <TextField
          label={say('variables')}
          about={say('variables.form')}
          wrong={wrong.length > 0 ? say('variables.wrong', { lines: wrong.join(', ') }) : null}
          rows={3}
          value={text}
          onChange={setTyped}
          testId="variables"
        />
        <button type="submit" class="button button-quiet" data-testid="update-variables">
          {say('apply')}
        </button>
        <ResultLine result={result} />
      </form>
    </Group>
  )
}
