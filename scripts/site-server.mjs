/**
 * Serves the built site: files by sirv, and on every answer (304 and 404 too) the headers that isolate the page, without
 * which guests could not block.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

export const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
}

/** The frame's origin is opaque: it is of another origin than the page that shows it. */
const FRAME = /^\/_engine\/frame\./

/** Files whose names carry their content's hash never change. */
const HASHED = /^\/_(astro|engine)\//
const YEAR_S = 31_536_000

/**
 * @param {string} folder the built site
 * @param {Readonly<Record<string, string>>} headers on every answer
 */
export function createSiteServer(folder, headers = HEADERS) {
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', HASHED.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
      if (FRAME.test(path)) response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    },
  })
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      response.end(readFileSync(join(folder, '404.html')))
    })
  })
}

/**
 * Listens on `port`, or on the next free one after it. Resolves with the port.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      if ('code' in error && error.code === 'EADDRINUSE' && port !== 0) resolve(listen(server, port + 1))
      else reject(error)
    })
    server.listen(port, 'localhost', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
