/**
 * The TypeScript worker: Monaco's own, but it sees the handler with its type. Started with `name` = the function's
 * handler (`index.handler`).
 */
import {
  initialize,
  type QuickInfo,
  type SignatureHelpItems,
  type TextSpan,
  TypeScriptWorker,
} from 'monaco-editor/language/typescript/ts.worker'
import { TypedText } from './handler-type.ts'

const TASK_ROOT = 'file:///var/task/'
const JSON_KIND = 6

const handler = self.name
const dot = handler.lastIndexOf('.')
/** The handler's file without its ending. */
const handlerFile = `${TASK_ROOT}${handler.slice(0, dot)}.`
const handlerName = handler.slice(dot + 1)

class LambdaWorker extends TypeScriptWorker {
  #typed: TypedText = new TypedText('', handlerName)
  #source = ''

  override _getScriptText(file: string): string | undefined {
    const text = super._getScriptText(file)
    return text === undefined ? undefined : (this.#typedOf(file, text)?.text ?? text)
  }

  override getScriptKind(file: string): number {
    return file.endsWith('.json') ? JSON_KIND : super.getScriptKind(file)
  }

  override async getSyntacticDiagnostics(file: string): Promise<TextSpan[]> {
    return (await super.getSyntacticDiagnostics(file)).map(found => this.#outward(file, found))
  }

  override async getSemanticDiagnostics(file: string): Promise<TextSpan[]> {
    return (await super.getSemanticDiagnostics(file)).map(found => this.#outward(file, found))
  }

  override getCompletionsAtPosition(file: string, offset: number): Promise<unknown> {
    return super.getCompletionsAtPosition(file, this.#inward(file, offset))
  }

  override getCompletionEntryDetails(file: string, offset: number, entry: string): Promise<unknown> {
    return super.getCompletionEntryDetails(file, this.#inward(file, offset), entry)
  }

  override async getSignatureHelpItems(file: string, offset: number, options: unknown) {
    const help: SignatureHelpItems | undefined = await super.getSignatureHelpItems(
      file,
      this.#inward(file, offset),
      options,
    )
    return help && { ...help, applicableSpan: this.#outward(file, help.applicableSpan) }
  }

  override async getQuickInfoAtPosition(file: string, offset: number) {
    const info: QuickInfo | undefined = await super.getQuickInfoAtPosition(file, this.#inward(file, offset))
    return info && { ...info, textSpan: this.#outward(file, info.textSpan) }
  }

  #typedOf(file: string, text = super._getScriptText(file)): TypedText | null {
    if (text === undefined || !file.startsWith(handlerFile) || file.endsWith('.json')) return null
    if (text !== this.#source) this.#typed = new TypedText(text, handlerName)
    this.#source = text
    return this.#typed
  }

  #inward(file: string, offset: number): number {
    return this.#typedOf(file)?.inward(offset) ?? offset
  }

  #outward<Span extends TextSpan>(file: string, span: Span): Span {
    return { ...span, start: this.#typedOf(file)?.outward(span.start) ?? span.start }
  }
}

self.onmessage = () => initialize((context, data) => new LambdaWorker(context, data))
