/** Texts of pages in English. Keys begin with the page. */
export const en = {
  'playground.title': 'Playground',
  'playground.description':
    'A Lambda function with every control: configuration, concurrency, versions, events, function URL, time. What its execution environments keep is shown as it happens.',
  'playground.lead':
    'Your own function, with every control of the emulator. Out-of-range values are refused as AWS refuses them.',
  'playground.settings': 'Controls',
  'lesson.present': 'Present',
  'deck.title': '{title}: slides',
  'deck.description': 'The lesson “{title}” as slides, with a live function.',
  'deck.speaker': '{title}: speaker',
} as const
