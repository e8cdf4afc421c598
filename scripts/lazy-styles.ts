/**
 * Astro links the styles of everything a page's script may ever import. Those of an import on demand would then be
 * loaded, and block the first paint, on every visit. This takes their links out of the built pages: the import itself
 * brings the styles along (Vite's preload).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/** `names` are those of the modules imported on demand, as their style sheets are called: `monaco` for `monaco.ts`. */
export function lazyStyles(names: readonly string[]): AstroIntegration {
  const link = new RegExp(`<link rel="stylesheet" href="/_astro/(?:${names.join('|')})\\.[\\w-]+\\.css">`, 'g')
  return {
    name: 'lazy-styles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
          if (name.endsWith('.html')) withoutLinks(fileURLToPath(new URL(name, dir)), link)
        }
      },
    },
  }
}

function withoutLinks(file: string, link: RegExp): void {
  const html = readFileSync(file, 'utf8')
  const lighter = html.replace(link, '')
  if (lighter !== html) writeFileSync(file, lighter)
}
