/**
 * One Shiki highlighter for the HTML of the build, for code that is painted again in the browser and for Monaco,
 * so that a token has the same colour in all three. JavaScript's own RegExp is the engine: no WebAssembly to fetch.
 */
import { createHighlighterCoreSync, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import javascript from 'shiki/langs/javascript.mjs'
import json from 'shiki/langs/json.mjs'
import githubDark from 'shiki/themes/github-dark-default.mjs'
import githubLight from 'shiki/themes/github-light-default.mjs'

/** Languages the editor colours. */
export type CodeLanguage = 'javascript' | 'json'

/** The page's two themes and the Shiki theme of each; both reach 4.5:1 on their own background. */
export const CODE_THEMES = { light: 'github-light-default', dark: 'github-dark-default' } as const

/** No limit, ms: a slow machine would leave the rest of a line without colours, and never come back to it. */
export const TOKENIZE_TIME_LIMIT = 0

let highlighter: HighlighterCore | null = null

/** The highlighter, made on first use. */
export function getHighlighter(): HighlighterCore {
  highlighter ??= createHighlighterCoreSync({
    engine: createJavaScriptRegexEngine(),
    langs: [javascript, json],
    themes: [githubLight, githubDark],
  })
  return highlighter
}

/** Language of a file by its name: `.json` is JSON, everything else a function may hold is JavaScript. */
export function languageOf(path: string): CodeLanguage {
  return path.endsWith('.json') ? 'json' : 'javascript'
}
