/** Query strings as a function URL reads them (lambda-semantics 1.7 #61, #62). */

/** `path` and `query` of a request target, the query without its `?`. */
export function splitTarget(url: string): { path: string; query: string } {
  const end = url.indexOf('?')
  return end < 0 ? { path: url || '/', query: '' } : { path: url.slice(0, end) || '/', query: url.slice(end + 1) }
}

/** Names and decoded values in order; the values of a repeated name are joined with commas. */
export function parseQuery(query: string): Readonly<Record<string, string>> {
  const values = new Map<string, string[]>()
  for (const part of query.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    const value = equals < 0 ? '' : decode(part.slice(equals + 1))
    values.set(name, [...(values.get(name) ?? []), value])
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]))
}

/** Percent-decoding that leaves alone what does not decode: `%zz` stays `%zz`. */
function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced.replace(/(%[0-9a-f]{2})+/gi, run => {
      try {
        return decodeURIComponent(run)
      } catch {
        // Bytes that are no UTF-8 stay as they were sent.
        return run
      }
    })
  }
}
