/** Modules of Monaco that it publishes without types. */
declare module 'monaco-editor/languages/features/typescript/tsMode' {
  import type { LanguageServiceDefaults } from 'monaco-editor/languages/features/typescript/register'
  export function setupJavaScript(defaults: LanguageServiceDefaults): void
}
/** The part of Monaco's TypeScript worker that ours builds on; Monaco publishes no types for it. */
declare module 'monaco-editor/language/typescript/ts.worker' {
  export interface TextSpan {
    readonly start: number
    readonly length: number
  }
  export interface QuickInfo {
    readonly textSpan: TextSpan
  }
  export interface SignatureHelpItems {
    readonly applicableSpan: TextSpan
  }
  export class TypeScriptWorker {
    constructor(context: unknown, createData: unknown)
    _getScriptText(file: string): string | undefined
    getScriptKind(file: string): number
    getSyntacticDiagnostics(file: string): Promise<TextSpan[]>
    getSemanticDiagnostics(file: string): Promise<TextSpan[]>
    getCompletionsAtPosition(file: string, offset: number): Promise<unknown>
    getCompletionEntryDetails(file: string, offset: number, entry: string): Promise<unknown>
    getSignatureHelpItems(file: string, offset: number, options: unknown): Promise<SignatureHelpItems | undefined>
    getQuickInfoAtPosition(file: string, offset: number): Promise<QuickInfo | undefined>
  }
  export function initialize(create: (context: unknown, createData: unknown) => TypeScriptWorker): void
}
