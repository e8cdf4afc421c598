/**
 * The opt-in suite on the real WebContainer (`npm run webcontainer`): StackBlitz's own test library boots it in Chromium. It
 * needs StackBlitz's servers, and is no part of `npm test`. The script copies it beside what it imports.
 */
import { test } from '@webcontainer/test'
import { expect } from 'vitest'
import home from './guest-container.mjs?raw'
import { ANSWER_MARK, QUESTION_FILE, QUESTION_SCRIPT } from './question-script.ts'

const NONCE = 'wmrealsuite'
/** The home may wait 5 s for a thread that never wakes. */
const HELLO_MS = 20_000
const ANSWER_MS = 30_000

test('the node home starts there and says hello, with what its Node can do', async ({ webcontainer }) => {
  await webcontainer.mount({ bundles: { directory: { 'guest-container.mjs': { file: { contents: home } } } } })
  const start = `process.env.WARMSTART_NONCE = '${NONCE}'; await import('./bundles/guest-container.mjs')`
  await webcontainer.writeFile('start.mjs', start)
  const running = webcontainer.runCommand('node', ['start.mjs'])
  await running.waitForText('"abilities"', HELLO_MS)
  await running.exit()
})

test.for(['versions', 'memory', 'fork', 'limits', 'terminate'])(
  'it answers: %s',
  async (question, { webcontainer }) => {
    await webcontainer.writeFile(QUESTION_FILE, QUESTION_SCRIPT)
    const running = webcontainer.runCommand('node', [QUESTION_FILE, question])
    let said = ''
    running.onData(chunk => {
      said += chunk
    })
    await running.waitForText(ANSWER_MARK, ANSWER_MS)
    await running.exit()
    const [, answer] = new RegExp(`${ANSWER_MARK}(.*)`).exec(said) ?? []
    console.log(`${question}: ${answer}`)
    expect(answer).toBeDefined()
  },
)
