/** Code as coloured HTML that is readable before, and without, any script. */
import { CODE_THEMES, type CodeLanguage, getHighlighter, TOKENIZE_TIME_LIMIT } from './highlighter.ts'

/**
 * Colours `text` for both themes at once: `<span class="line">` per line, inside them a span per token that carries
 * `--shiki-light` and `--shiki-dark`; editor.css picks one. The text is escaped. Meant for the inside of a `<code>`.
 */
export function renderCode(text: string, language: CodeLanguage): string {
  const options = { themes: CODE_THEMES, defaultColor: false, tokenizeTimeLimit: TOKENIZE_TIME_LIMIT } as const
  const html = getHighlighter().codeToHtml(text, { lang: language, ...options })
  return html.slice(html.indexOf('<code>') + '<code>'.length, html.lastIndexOf('</code>'))
}

/** Lines a text takes in an editor: one more than its line breaks. */
export function countLines(text: string): number {
  return text.split('\n').length
}
