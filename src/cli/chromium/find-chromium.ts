/** Finds a Chromium on this machine. */
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
]

/** Where systems without a PATH for applications keep them. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** No Chromium is there. The message says how to get one. */
export class NoChromium extends Error {
  override readonly name = 'NoChromium'
  constructor() {
    super(
      'There is no Chromium on this machine. Install Chromium, Chrome or Edge, or run: npx playwright-core install chromium',
    )
  }
}

/** The program of the system's Chromium, else of Playwright's own download. Throws {@link NoChromium}. */
export function findChromium(): string {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  const inPath = folders.flatMap(folder => NAMES.map(name => join(folder, name + suffix)))
  const found = [...inPath, ...PLACES, chromium.executablePath()].find(path => existsSync(path) && isExecutable(path))
  if (found === undefined) throw new NoChromium()
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not ours to run: the next candidate.
    return false
  }
}
