/** Web streams are the browser's own. */
export const { ReadableStream, WritableStream, TransformStream } = globalThis
