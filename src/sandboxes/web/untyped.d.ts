/** Libraries without types of their own; each is handed to the function as it is. */
declare module 'path-browserify' {
  const path: object
  export default path
}
declare module 'querystring-es3' {
  const querystring: object
  export default querystring
}
declare module 'readable-stream' {
  const stream: object
  export default stream
}
declare module 'assert/build/assert.js' {
  const assert: object
  export default assert
}
declare module 'assert/build/internal/util/comparisons.js' {
  const comparisons: { isDeepStrictEqual(one: unknown, other: unknown): boolean }
  export default comparisons
}
declare module 'url/' {
  const url: {
    parse(text: string, parseQuery?: boolean): object
    format(parts: unknown): string
    resolve(from: string, to: string): string
    resolveObject(from: string, to: string): object
    Url: unknown
  }
  export default url
}
declare module 'string_decoder/' {
  export const StringDecoder: unknown
}
