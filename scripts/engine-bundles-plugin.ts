/**
 * Vite plugin: the engines' files (home, frame document and guest of the embedded one, the container's home) beside the page's own, under names that
 * carry their content's hash; in development from memory, built again when a source changes.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { besideFiles } from './beside-files.ts'
import { ensureBundle } from './bundles.ts'

const VIRTUAL = 'virtual:warmstart-engine'
const RESOLVED = `\0${VIRTUAL}`
const FOLDER = '_engine'

interface EngineFile {
  readonly constant: string
  readonly name: string
  readonly type: string
  text(): Promise<string>
}

const bundleText = async (name: string): Promise<string> => readFileSync(await ensureBundle(name), 'utf8')

const FILES: readonly EngineFile[] = [
  { constant: 'homeUrl', name: 'home.js', type: 'text/javascript', text: () => bundleText('home-web') },
  { constant: 'guestUrl', name: 'guest.js', type: 'text/javascript', text: () => bundleText('guest-web') },
  { constant: 'containerUrl', name: 'container.mjs', type: 'text/javascript', text: () => bundleText('container') },
  { constant: 'frameUrl', name: 'frame.html', type: 'text/html', text: frameDocument },
]

/**
 * The frame's document with its script inside. Its policy allows what guests need and no address of any host. `eval` is
 * allowed because Lambda allows it: the frame's origin is opaque, so there is nothing in it to protect.
 */
export async function frameDocument(): Promise<string> {
  const script = (await bundleText('frame-web')).replaceAll('</script', '<\\/script')
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' blob: data: 'unsafe-eval' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    'connect-src blob: data:',
  ].join('; ')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Warmstart</title><script>${script}</script></html>\n`
}

export function engineBundles(): Plugin {
  let building = false
  return {
    name: 'warmstart-engine-bundles',
    configResolved: config => {
      building = config.command === 'build'
    },
    resolveId: id => (id === VIRTUAL ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      const lines = await Promise.all(
        FILES.map(async file => {
          const source = await file.text()
          const hash = createHash('sha256').update(source).digest('hex').slice(0, 10)
          const address = building ? file.name.replace('.', `.${hash}.`) : `${file.name}?${hash}`
          if (building) this.emitFile({ type: 'asset', fileName: `${FOLDER}/${address}`, source })
          return `export const ${file.constant} = ${JSON.stringify(`/${FOLDER}/${address}`)}`
        }),
      )
      const beside = await besideFiles(`/${FOLDER}`)
      if (building) {
        for (const { name, bytes } of beside.files) {
          this.emitFile({ type: 'asset', fileName: `${FOLDER}/${name}`, source: bytes })
        }
      }
      return [...lines, `export const beside = ${JSON.stringify(beside.addresses)}`].join('\n')
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?')
        servedAt(path).then(file => {
          if (file === null) return next()
          response.setHeader('content-type', file.type)
          response.setHeader('cross-origin-embedder-policy', 'require-corp')
          // The frame's origin is opaque: it is of another origin than the page.
          const policy = file.type.startsWith('text/html') ? 'cross-origin' : 'same-origin'
          response.setHeader('cross-origin-resource-policy', policy)
          response.end(file.body)
        }, next)
      })
    },
  }
}

/** In development: an engine's file, or one of those beside it. */
async function servedAt(path: string): Promise<{ readonly type: string; readonly body: string | Uint8Array } | null> {
  if (!path.startsWith(`/${FOLDER}/`)) return null
  const name = path.slice(FOLDER.length + 2)
  const file = FILES.find(each => each.name === name)
  if (file !== undefined) return { type: `${file.type}; charset=utf-8`, body: await file.text() }
  const beside = (await besideFiles(`/${FOLDER}`)).files.find(each => each.name === name)
  return beside === undefined ? null : { type: beside.type, body: beside.bytes }
}
