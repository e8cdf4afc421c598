/** The interface in English. Keys begin with the place they are used in. See message.ts for `{…}`. */
export const en = {
  'site.name': 'Warmstart',
  'site.tagline': 'See what AWS Lambda remembers between two requests',
  'site.description':
    'Edit a Lambda handler, press Invoke and watch the execution environment: what module scope and /tmp keep, and when they lose it. Runs in your browser.',
  'site.language': 'Read in {language}',
  'site.theme': 'Theme',
  'site.theme.light': 'Light',
  'site.theme.dark': 'Dark',
  'site.skip': 'Skip to the content',
  'site.noScript': 'This page needs JavaScript to run the function. The text and the code can be read without it.',
  'site.oldBrowser':
    'This browser is too old to run the function here. You can read the lesson; to run it, use Chrome or Edge {chromium}, Firefox {firefox}, Safari {safari} or newer.',

  'home.title': 'What does the next request remember?',
  'home.headline': 'What does the next\nrequest remember?',
  'home.lead':
    'Change the handler, press Invoke, and look inside the execution environment. When do global variables and /tmp stay, and when do they go? No sign-up, nothing to install.',
  'home.continue': 'Continue with lesson {number}',
  'home.begin': 'Start with lesson {number}',
  'home.restart': 'From the beginning',
  'home.experiment': 'Try the experiment',
  'home.lessons': 'Lessons',
  'home.minutes': '{minutes} min',
  'home.progress': '{done} of {steps} steps',
  'home.done': '✓ done',
  'home.example': 'Two requests to one execution environment',
  'home.credit': 'The course follows the experiment of the article “',
  'home.credit.end': '”.',
  'home.simulator':
    'Warmstart simulates AWS Lambda in your browser and is not affiliated with AWS. What is simulated or undocumented is said where you see it.',

  'notFound.title': 'There is no page here',
  'notFound.text': 'The address may be mistyped, or the lesson has another name now.',
  'notFound.home': 'To the list of lessons',

  'lesson.number': 'Lesson {number}',
  'lesson.description': '{summary}. {tagline}.',
  'lesson.path': '{number} · {title}',
  'lesson.progress': 'Lesson {number} of {count}',
  'lesson.text': 'Lesson text',
  'lesson.work': 'Function',
  'lesson.step.done': 'done',
  'lesson.sources': 'Sources',
  'lesson.complete': 'All steps done',
  'lesson.next': 'Next: {title}',
  'lesson.all': 'All lessons',
  'lesson.hint': 'Hint',
  'lesson.saved': 'Saved in this browser',
  'lesson.configuration': '{runtime} · {memory} MB · time-out {timeout} s',
  'lesson.simulated': 'underlined: simulated time',

  'predict.answer': 'Show the answer',
  'predict.right': 'As you predicted.',
  'predict.wrong': 'Not what you predicted.',

  'try.label': 'Send: ',
  'try.noQuery': 'a request without a query',

  'answer.waiting': 'waiting for the answer …',
  'answer.show': 'Show the response',

  'start.cold': 'cold',
  'start.warm': 'warm',
  'start.reset': 'reset',

  'engine.embedded': 'Engine: in this browser',
  'engine.starting': 'Engine: starting',
  'engine.failed': 'Engine: not running',
  'engine.gated': 'Engine: in this browser, timers gated',

  'invoke.region': 'Invoke the function',
  'invoke.query': 'Query string',
  'invoke.button': 'Invoke',
  'invoke.twice': 'Invoke twice at once',
  'invoke.skip': 'Skip 15 minutes',
  'invoke.deploy': 'Deploy',
  'invoke.restore': 'Restore code',

  'environments.region': 'Execution environments',
  'timeline.region': 'Timeline',
  'response.region': 'Response',
  'log.region': 'Log',
} as const
