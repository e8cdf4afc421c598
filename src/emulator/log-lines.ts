/** The platform's lines of a log stream in text format, to the letter of lambda-semantics 1.8. Tabs are Lambda's own. */
import { EMPTY_FUNCTION_MEMORY_MB } from './limits.ts'
import { REGION } from './world.ts'

/** Version of the managed runtime as INIT_START names it (1.8, recorded 2026-07). */
export const RUNTIME_VERSION_LABELS = { 'nodejs24.x': 'nodejs:24.v48', 'nodejs22.x': 'nodejs:22.v71' } as const

/** ARN of the managed runtime's version; `versionHash` is its 64 hex digits. */
export function runtimeVersionArn(versionHash: string): string {
  return `arn:aws:lambda:${REGION}::runtime:${versionHash}`
}

/** `INIT_START …`: the first line of an environment. */
export function initStartLine(runtime: keyof typeof RUNTIME_VERSION_LABELS, versionHash: string): string {
  const version = RUNTIME_VERSION_LABELS[runtime]
  return `INIT_START Runtime Version: ${version}\tRuntime Version ARN: ${runtimeVersionArn(versionHash)}`
}

/**
 * `INIT_REPORT …` (1.1 #4). Of an init that went well AWS publishes the line of SnapStart alone, which has no more than
 * the duration: that of provisioned concurrency is taken to be the same (1.3 #48, text not seen).
 */
export function initReportLine(report: {
  readonly durationMs: number
  readonly phase: 'init' | 'invoke'
  readonly status: 'success' | 'error' | 'timeout'
  readonly errorType: string | null
}): string {
  const duration = `INIT_REPORT Init Duration: ${report.durationMs.toFixed(2)} ms`
  if (report.status === 'success') return duration
  const parts = [duration, `Phase: ${report.phase}`, `Status: ${report.status}`]
  if (report.errorType !== null) parts.push(`Error Type: ${report.errorType}`)
  return parts.join('\t')
}

/** The START line (lambda-semantics 1.8). */
export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}`
}

/** The END line (lambda-semantics 1.8). */
export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}`
}

/** What a REPORT line says. Times in ms; `failure` is set where the runtime came to its end. */
export interface Report {
  readonly requestId: string
  readonly durationMs: number
  readonly billedDurationMs: number
  readonly initDurationMs: number | null
  readonly memorySizeMB: number
  readonly failure: { readonly status: 'error' | 'timeout'; readonly errorType: string | null } | null
}

/** `REPORT …`. Good lines end with a tab, lines with a status do not (1.8). */
export function reportLine(report: Report): string {
  const parts = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${report.billedDurationMs} ms`,
    `Memory Size: ${report.memorySizeMB} MB`,
    `Max Memory Used: ${Math.min(EMPTY_FUNCTION_MEMORY_MB, report.memorySizeMB)} MB`,
  ]
  if (report.initDurationMs !== null) parts.push(`Init Duration: ${report.initDurationMs.toFixed(2)} ms`)
  if (report.failure === null) return `${parts.join('\t')}\t`
  parts.push(`Status: ${report.failure.status}`)
  if (report.failure.errorType !== null) parts.push(`Error Type: ${report.failure.errorType}`)
  return parts.join('\t')
}

/** Milliseconds as a REPORT prints them: two decimals. What is shown and what is billed start from this figure. */
export function printedMs(ms: number): number {
  return Math.round(ms * 100) / 100
}

/** Billed Duration: since 2025-08 the init phase is billed too, rounded up together (1.1 #14). */
export function billedMs(durationMs: number, initDurationMs: number | null): number {
  // Adding two figures of two decimals may leave 0.30000000000000004: round before rounding up.
  return Math.ceil(printedMs(durationMs + (initDurationMs ?? 0)))
}
