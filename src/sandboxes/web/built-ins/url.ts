/** `url`: the browser's URL, the old parser's library, and the way between files and addresses. */
import library from 'url/'
import { invalidArgument } from './invalid-argument.ts'

/** The browser's URL with Node's own error. */
const NodeURL = class URL extends globalThis.URL {
  constructor(input: string | globalThis.URL, base?: string | globalThis.URL) {
    if (!globalThis.URL.canParse(input, base)) {
      throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: String(input) })
    }
    super(input, base)
  }
}

function fileURLToPath(url: string | URL): string {
  const { protocol, pathname } = new URL(url)
  if (protocol !== 'file:') {
    throw Object.assign(new TypeError('The URL must be of scheme file'), { code: 'ERR_INVALID_URL_SCHEME' })
  }
  return decodeURIComponent(pathname)
}

function pathToFileURL(path: unknown): URL {
  if (typeof path !== 'string') throw invalidArgument('path', 'of type string', path)
  const whole = path.startsWith('/') ? path : `/var/task/${path}`
  return new URL(`file://${encodeURI(whole).replace(/[?#]/g, encodeURIComponent)}`)
}

/** The module. */
export const nodeUrl = {
  URL: NodeURL,
  URLSearchParams,
  fileURLToPath,
  pathToFileURL,
  format: (url: unknown) => (url instanceof globalThis.URL ? url.href : library.format(url)),
  resolve: library.resolve,
  resolveObject: library.resolveObject,
  parse: library.parse,
  Url: library.Url,
  domainToASCII: (domain: string) => new URL(`http://${domain}`).hostname,
}
