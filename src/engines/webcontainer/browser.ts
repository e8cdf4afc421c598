/** The boot in a browser: the vendor's client, loaded when the boot begins, and the tab's one container. */
import { Boot, type BootParts } from './boot.ts'
import { unsupportedBy } from './checks.ts'

/** Where StackBlitz serves the runtime; the client reads the same override. */
const VENDOR = 'https://stackblitz.com'

/** What the site says of the engine. */
export interface BrowserBootOptions {
  /** Public by nature; null on localhost, which needs none. */
  readonly apiKey: string | null
  /** Address of the built node home. */
  readonly bundleUrl: string
}

/** Where the runtime comes from; tests say another place, as the client itself lets them. */
export function vendorOrigin(): string {
  const override: unknown = Reflect.get(globalThis, 'WEBCONTAINER_API_IFRAME_URL')
  return new URL(typeof override === 'string' ? override : VENDOR).origin
}

/** Under this name the tab's one boot is kept, so that a module that is loaded again (in development) finds it. */
const KEPT = Symbol.for('warmstart.webcontainer')

/** The tab's boot; made once, whoever asks. */
export function tabBoot(options: BrowserBootOptions): Boot {
  const known: unknown = Reflect.get(globalThis, KEPT)
  if (known instanceof Boot) return known
  const boot = new Boot(browserParts(options))
  Reflect.set(globalThis, KEPT, boot)
  return boot
}

function browserParts({ apiKey, bundleUrl }: BrowserBootOptions): BootParts {
  return {
    check: () => unsupportedBy(globalThis),
    isOnline: () => navigator.onLine,
    reach: async () => {
      try {
        await fetch(`${vendorOrigin()}/headless`, { mode: 'no-cors', credentials: 'omit' })
        return true
      } catch {
        // Refused, unknown or blocked; a page that is there but refuses us looks the same as one that does not.
        return false
      }
    },
    client: async () => {
      const { WebContainer, configureAPIKey } = await import('@webcontainer/api')
      if (apiKey !== null && !keyed) {
        configureAPIKey(apiKey)
        keyed = true
      }
      return { boot: () => WebContainer.boot({ coep: 'require-corp', workdirName: 'warmstart' }) }
    },
    reloadFrame: () => {
      for (const frame of document.querySelectorAll('iframe')) {
        if (frame.src.startsWith(`${vendorOrigin()}/headless`)) frame.src = String(frame.src)
      }
    },
    bundle: async () => {
      const response = await fetch(bundleUrl)
      if (!response.ok) throw new Error(`The engine's file ${bundleUrl} could not be loaded (${response.status}).`)
      return response.text()
    },
    now: () => performance.now(),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
  }
}

/** The client takes a key once, before its first boot. */
let keyed = false
