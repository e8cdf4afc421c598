import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import mdx from '@astrojs/mdx'
import preact from '@astrojs/preact'
import { defineConfig } from 'astro/config'
import { editorFiles } from './scripts/editor-plugin.ts'
import { engineBundles } from './scripts/engine-bundles-plugin.ts'
import { lazyStyles } from './scripts/lazy-styles.ts'
import { lessonRuns } from './scripts/lesson-runs-plugin.ts'
import { nodeAnswers } from './scripts/node-answers-plugin.ts'

/** The classic script that runs before first paint, inline in every page: its text is what the policy allows. */
const beforePaint = readFileSync(new URL('./src/layouts/before-paint.js', import.meta.url), 'utf8')
const hashOf = text => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** Without these guests could not block between two invocations. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  output: 'static',
  trailingSlash: 'always',
  integrations: [
    mdx(),
    preact(),
    lazyStyles(['.monaco-editor', '.xterm', '.terminal', '.search', '.engine-menu', '.watching']),
  ],
  i18n: { defaultLocale: 'en', locales: ['en', 'ja'], routing: { prefixDefaultLocale: false } },
  devToolbar: { enabled: false },
  markdown: {
    shikiConfig: { themes: { light: 'github-light-default', dark: 'github-dark-default' }, defaultColor: false },
  },
  build: { inlineStylesheets: 'never' },
  server: { headers: ISOLATION },
  vite: { plugins: [engineBundles(), editorFiles(), lessonRuns(), nodeAnswers()], server: { headers: ISOLATION } },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self' data:",
        "form-action 'self'",
        "frame-src 'self'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "worker-src 'self'",
      ],
      scriptDirective: { resources: ["'self'"], hashes: [hashOf(beforePaint)] },
      // Shiki's tokens and Monaco's widgets carry style attributes, Monaco adds style elements: both need 'unsafe-inline'.
      styleDirective: { resources: ["'self'", "'unsafe-inline'"] },
    },
  },
})
