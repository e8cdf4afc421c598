/** What a log had to say or not to say, and what it said, for a reader who thinks of lines and not of patterns. */

/** A pattern that stands for a plain text: that a line must end with, or have in it. */
export interface PlainPattern {
  readonly text: string
  readonly atEnd: boolean
}

/** The level and the tabs that part a line of the function from its time and request id. */
const PREFIX = /^(?:\\t|\t)[A-Z]+(?:\\t|\t)/
const SPECIAL = /[\\^$.*+?()[\]{}|]/

/** The plain text a regular expression stands for; null where it says more than that. */
export function plainPattern(pattern: string): PlainPattern | null {
  const atEnd = pattern.endsWith('$') && !pattern.endsWith('\\$')
  const text = pattern.slice(0, atEnd ? -1 : undefined).replace(PREFIX, '')
  return text === '' || SPECIAL.test(text) ? null : { text, atEnd }
}

/** Lines of the platform, which say nothing of what the function wrote. */
const PLATFORM = /^(?:INIT_START|INIT_REPORT|START|END|REPORT|XRAY) /
/** `2026-01-01T00:00:00.000Z  id  INFO  text`, parted by tabs. */
const WRITTEN = /^\S+Z\t\S+\t[A-Z]+\t(.*)$/s

/** A line without the time and request id that stand before what the function wrote. */
export const written = (line: string): string => WRITTEN.exec(line)?.[1] ?? line

/** What the function wrote itself, line by line. */
export function writtenLines(log: readonly string[]): readonly string[] {
  return log.filter(line => !PLATFORM.test(line)).map(written)
}
