/** Draws the social pictures into `public/social` with Chromium, in few colours, and records what each of them says. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { CHROMIUM_FLAGS, needChromium } from './chromium.mjs'
import { type PictureText, pictureTexts } from './social-picture-texts.ts'

const FOLDER = new URL('../public/social/', import.meta.url).pathname
const SIZE = { width: 1200, height: 630 }
const COLOURS = 32

const STYLE = `
  * { box-sizing: border-box; margin: 0 }
  body { width: 1200px; height: 630px; padding: 72px 80px; background: #fff; color: #1b1f24; display: flex;
    flex-direction: column; font-family: "Noto Sans", "Liberation Sans", "Noto Sans CJK JP", sans-serif;
    border-bottom: 14px solid #d9531a; word-break: auto-phrase; line-break: strict }
  .brand { display: flex; align-items: center; gap: 18px; font-size: 34px; font-weight: 700 }
  .brand svg { width: 44px }
  .number { margin-left: auto; color: #1f5c9e; font-size: 30px }
  h1 { margin: auto 0 28px; font-size: 74px; line-height: 1.18; text-wrap: balance }
  p { margin-bottom: auto; color: #57606a; font-size: 33px; line-height: 1.5 }`
const MARK =
  '<svg viewBox="0 0 32 32"><path fill="#1f5c9e" d="M16 1a15 15 0 0 0 0 30z"/><path fill="#d9531a" d="M16 1a15 15 0 0 1 0 30z"/></svg>'

const texts = pictureTexts()
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath: await needChromium(), args: CHROMIUM_FLAGS })
const page = await browser.newPage({ viewport: SIZE })
for (const [name, text] of Object.entries(texts)) {
  await page.setContent(htmlOf(text, name.endsWith('-ja.png') ? 'ja' : 'en'))
  const picture = await page.screenshot()
  writeFileSync(
    join(FOLDER, name),
    await sharp(picture).png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer(),
  )
}
await browser.close()
writeFileSync(join(FOLDER, 'texts.json'), `${JSON.stringify(texts, null, 2)}\n`)
process.stdout.write(`${Object.keys(texts).length} pictures in public/social\n`)

function htmlOf({ number, title, summary }: PictureText, locale: 'en' | 'ja'): string {
  const lesson =
    number === null ? '' : `<span class="number">${locale === 'ja' ? 'レッスン' : 'Lesson'} ${number}</span>`
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><style>${STYLE}</style>
    <body><div class="brand">${MARK}Warmstart${lesson}</div><h1>${escaped(title)}</h1><p>${escaped(summary)}</p></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
