/** The sources of this repository, as the architecture tests read them. */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface CodeFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** Files that match `pattern`, read. */
export async function readFiles(pattern: string): Promise<CodeFile[]> {
  const files: CodeFile[] = []
  for await (const path of glob(pattern, { cwd: ROOT })) {
    files.push({ path: path.replaceAll('\\', '/'), text: readFileSync(`${ROOT}${path}`, 'utf8') })
  }
  return files
}

/** A file as TypeScript sees it. Of an Astro component it sees the frontmatter and the scripts. */
export function parse({ path, text }: CodeFile): ts.SourceFile {
  const code = path.endsWith('.astro') ? scriptsOf(text) : text
  return ts.createSourceFile(path.replace(/\.astro$/, '.ts'), code, ts.ScriptTarget.Latest, true)
}

function scriptsOf(astro: string): string {
  const frontmatter = /^---\n(.*?)\n---/s.exec(astro)?.[1] ?? ''
  const scripts = [...astro.matchAll(/<script>(.*?)<\/script>/gs)].map(match => match[1] ?? '')
  return [frontmatter, ...scripts].join('\n')
}
