/**
 * What scripts of the pages say, in English; page-en.ts has what only the build says. Keys begin with the place they are
 * used in. See message.ts for `{…}`.
 */
export const en = {
  'home.continue': 'Continue with lesson {number}',
  'home.restart': 'From the beginning',
  'home.progress': '{done} of {steps} steps',
  'home.done': '✓ done',
  'answer.waiting': 'waiting for the answer …',
  'start.cold': 'cold',
  'start.warm': 'warm',
  'start.reset': 'reset',
  'engine.embedded': 'Engine: in this browser',
  'engine.starting': 'Engine: starting',
  'engine.failed': 'Engine: not running',
  'engine.gated': 'Engine: in this browser, timers gated',
  'engine.webcontainer': 'Engine: WebContainer (Node.js)',
  'engine.webcontainer.gated': 'Engine: WebContainer, timers gated',
  'invoke.region': 'Invoke the function',
  'invoke.query': 'Query string',
  'invoke.button': 'Invoke',
  'invoke.twice': 'Invoke twice at once',
  'invoke.skip': 'Skip 15 minutes',
  'invoke.deploy': 'Deploy',
  'environments.region': 'Execution environments',
  'timeline.region': 'Timeline',
  'response.region': 'Response',
  'log.region': 'Log',
} as const
