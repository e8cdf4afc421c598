/**
 * Astro links the styles of everything a page's script may ever import. Those of an import on demand would then be
 * loaded, and block the first paint, on every visit. This takes their links out of the built pages: the import itself
 * brings the styles along (Vite's preload).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

const LINK = /<link rel="stylesheet" href="(\/_astro\/[^"]+\.css)">/g

/**
 * `selectors` are what the sheets begin with, one for each module imported on demand: names of built files change. Where
 * no sheet begins so, it was put together with others: it stays linked, and the build says so.
 */
export function lazyStyles(selectors: readonly string[]): AstroIntegration {
  return {
    name: 'lazy-styles',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const fileOf = (path: string): string => fileURLToPath(new URL(path.replace(/^\//, ''), dir))
        const found = new Map<string, string | undefined>()
        const unlink = (link: string, path: string): string => {
          if (!found.has(path)) found.set(path, beginning(readFileSync(fileOf(path), 'utf8'), selectors))
          return found.get(path) === undefined ? link : ''
        }
        for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
          if (!name.endsWith('.html')) continue
          const html = readFileSync(fileOf(name), 'utf8')
          const lighter = html.replace(LINK, unlink)
          if (lighter !== html) writeFileSync(fileOf(name), lighter)
        }
        const missing = selectors.filter(selector => ![...found.values()].includes(selector))
        if (missing.length > 0) logger.warn(`No style sheet of its own begins with ${missing.join(', ')}.`)
      },
    },
  }
}

function beginning(sheet: string, selectors: readonly string[]): string | undefined {
  return selectors.find(selector => sheet.startsWith(`${selector}{`) || sheet.startsWith(`${selector},`))
}
