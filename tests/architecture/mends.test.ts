/** Every mend that the emulator gives with a refusal is there in Japanese too. */
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { mendInJapanese } from '../../src/ui/mend-ja.ts'
import { parse, readFiles } from './source-files.ts'

/** Which argument is the mend (refusals.ts). */
const MEND_ARGUMENT: Readonly<Record<string, number>> = { invalidParameter: 2, failedConstraint: 3 }

/** Tests; and what Postgres tells its client, which is the learner's output and stays as it is. */
const NOT_HERE = /\.test\.|database\/(?!database\.ts)/

describe('the mend of a refusal', async () => {
  const files = (await readFiles('src/emulator/**/*.ts')).filter(({ path }) => !NOT_HERE.test(path))
  const mends = files.flatMap(file => mendsOf(parse(file)))

  test('is found in the source', () => {
    expect(mends.length).toBeGreaterThan(20)
  })

  test.each(mends)('%s', mend => {
    expect(mendInJapanese(mend)).toMatch(/[\p{Script=Hiragana}\p{Script=Han}]/u)
    expect(mendInJapanese(mend)).not.toMatch(/[{}]/)
  })
})

function mendsOf(source: ts.SourceFile): string[] {
  const found: string[] = []
  const take = (node: ts.Expression | undefined): void => {
    const text = node === undefined ? null : textOf(node)
    if (text !== null) found.push(text)
  }
  const visit = (node: ts.Node): void => {
    if ((ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && node.name.getText(source) === 'hint')
      take(node.initializer)
    if (ts.isCallExpression(node)) take(node.arguments[MEND_ARGUMENT[node.expression.getText(source)] ?? -1])
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** With 7 where a value stands; null where it is no text. */
function textOf(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  return node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('')
}
