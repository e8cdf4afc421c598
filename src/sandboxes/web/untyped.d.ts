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
declare module 'string_decoder/' {
  export const StringDecoder: unknown
}
