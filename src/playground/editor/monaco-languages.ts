/** What Monaco knows of JavaScript and JSON before TypeScript is there: their names, brackets and comments. */
import * as monaco from 'monaco-editor/editor'

const BRACKETS: monaco.languages.CharacterPair[] = [
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
]
const pairs = (quotes: readonly string[]): monaco.languages.IAutoClosingPairConditional[] => [
  ...BRACKETS.map(([open, close]) => ({ open, close })),
  ...quotes.map(quote => ({ open: quote, close: quote, notIn: ['string', 'comment'] })),
]

/** Makes both languages known. Colours come from Shiki. */
export function registerLanguages(): void {
  monaco.languages.register({ id: 'javascript' })
  monaco.languages.register({ id: 'json' })
  monaco.languages.setLanguageConfiguration('javascript', {
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    brackets: BRACKETS,
    autoClosingPairs: pairs(["'", '"', '`']),
    surroundingPairs: pairs(["'", '"', '`']),
    indentationRules: { increaseIndentPattern: /^.*[{[(][^}\])]*$/, decreaseIndentPattern: /^\s*[}\])]/ },
  })
  monaco.languages.setLanguageConfiguration('json', {
    brackets: BRACKETS,
    autoClosingPairs: pairs(['"']),
    indentationRules: { increaseIndentPattern: /^.*[{[][^}\]]*$/, decreaseIndentPattern: /^\s*[}\]]/ },
  })
}
