/**
 * The declarations of Node.js that completion and hover in the editor know: those of the modules that the embedded
 * engine has, out of @types/node. Of each comment the first paragraph is kept, which is what a hover has room for.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './install.mjs'

const PACKAGES = join(ROOT, 'node_modules')
const NODE_FILES = [
  ...['assert', 'assert/strict', 'async_hooks', 'buffer.buffer', 'buffer', 'console', 'crypto', 'events', 'fs'],
  ...['fs/promises', 'globals', 'globals.typedarray', 'os', 'path', 'process', 'querystring', 'stream', 'stream/web'],
  ...['string_decoder', 'timers', 'timers/promises', 'url', 'util'],
].map(name => `@types/node/${name}.d.ts`)
/** Folders taken whole. */
const NODE_FOLDERS = ['@types/node/compatibility', '@types/node/web-globals', 'undici-types']

/** Paths below `node_modules` to texts. */
export function nodeDeclarations(): Record<string, string> {
  const paths = [...NODE_FILES, ...NODE_FOLDERS.flatMap(declarationsIn)]
  return Object.fromEntries(paths.map(path => [path, shorten(readFileSync(join(PACKAGES, path), 'utf8'))]))
}

function declarationsIn(folder: string): string[] {
  const names = readdirSync(join(PACKAGES, folder))
  return names.filter(name => name.endsWith('.d.ts')).map(name => `${folder}/${name}`)
}

function shorten(declaration: string): string {
  return declaration
    .replaceAll(/\/\*\*?.*?\*\//gs, firstParagraph)
    .replaceAll(/^\s*\/\/ .*$/gm, '')
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/\n{2,}/g, '\n')
}

function firstParagraph(comment: string): string {
  const lines = comment.replace(/^\/\*\*?|\*\/$/g, '').split('\n')
  const text = lines.map(line => line.replace(/^\s*\* ?/, '')).join('\n')
  const [paragraph = ''] = text.trim().split(/\n\s*\n|```|\n?@/)
  return paragraph.trim() === '' ? '' : `/** ${paragraph.trim().replaceAll(/\s*\n\s*/g, ' ')} */`
}
