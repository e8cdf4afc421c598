/** The search: a dialog with a box and its hits. Loaded when it is opened for the first time, its index too. */
import * as z from 'zod/mini'
import { localeOf, localizedPath } from '../ui/locale.ts'
import { fill } from '../ui/message.ts'
import { type Hit, search } from '../ui/search.ts'
import './search.css'

const entrySchema = z.object({ path: z.string(), title: z.string(), within: z.string(), text: z.string() })
type Entry = z.infer<typeof entrySchema>

const TEXTS = {
  en: {
    title: 'Search',
    box: 'Search lessons and glossary',
    none: 'Nothing found for “{query}”.',
    count: '{count|place|places} found',
    failed: 'The search could not be loaded. {reason}',
    keys: '↑ ↓ choose · Enter opens · Esc closes',
  },
  ja: {
    title: '検索',
    box: 'レッスンと用語集を検索',
    none: '「{query}」は見つかりませんでした。',
    count: '{count} 件',
    failed: '検索を読み込めませんでした。{reason}',
    keys: '↑ ↓ で選択 · Enter で開く · Esc で閉じる',
  },
} as const

let open: SearchDialog | null = null

/** Opens the search; a second call while it is open does nothing. */
export function openSearch(): void {
  open ??= new SearchDialog()
  open.show()
}

class SearchDialog {
  readonly #locale = localeOf(document.documentElement.lang)
  readonly #texts = TEXTS[this.#locale]
  readonly #dialog = document.createElement('dialog')
  readonly #box = document.createElement('input')
  readonly #status = document.createElement('p')
  readonly #list = document.createElement('ul')
  #entries: readonly Entry[] | null = null
  #chosen = 0

  constructor() {
    this.#dialog.className = 'search'
    this.#dialog.setAttribute('aria-label', this.#texts.title)
    Object.assign(this.#box, {
      type: 'text',
      enterKeyHint: 'go',
      autocomplete: 'off',
      spellcheck: false,
      placeholder: this.#texts.box,
    })
    this.#box.setAttribute('aria-label', this.#texts.box)
    this.#box.setAttribute('aria-controls', 'search-hits')
    this.#box.dataset['testid'] = 'search-box'
    this.#status.setAttribute('role', 'status')
    this.#status.className = 'search-status'
    this.#list.id = 'search-hits'
    const keys = document.createElement('p')
    keys.className = 'search-keys'
    keys.textContent = this.#texts.keys
    this.#dialog.append(this.#box, this.#status, this.#list, keys)
    document.body.append(this.#dialog)
    this.#box.addEventListener('input', () => this.#find())
    this.#dialog.addEventListener('keydown', event => this.#move(event))
    this.#dialog.addEventListener('click', event => {
      const onLink = event.target instanceof Element && event.target.closest('a') !== null
      // Beside it, or to a place on this very page.
      if (event.target === this.#dialog || onLink) this.#dialog.close()
    })
  }

  show(): void {
    if (this.#dialog.open) return
    this.#dialog.showModal()
    this.#box.select()
    if (this.#entries === null) void this.#load()
  }

  async #load(): Promise<void> {
    try {
      const answer = await fetch(localizedPath(this.#locale, '/search.json'))
      if (!answer.ok) throw new Error(String(answer.status))
      this.#entries = z.array(entrySchema).parse(await answer.json())
      this.#find()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#say(fill(this.#texts.failed, new Map([['reason', reason]])))
    }
  }

  #find(): void {
    if (this.#entries === null) return
    const query = this.#box.value.trim()
    const hits = search(this.#entries, query)
    this.#chosen = 0
    this.#list.replaceChildren(...hits.map(hit => this.#item(hit)))
    this.#mark()
    const template = hits.length === 0 ? this.#texts.none : this.#texts.count
    const params = new Map<string, string | number>([
      ['query', query],
      ['count', hits.length],
    ])
    this.#say(query === '' ? '' : fill(template, params))
  }

  #item({ entry, excerpt }: Hit<Entry>): HTMLElement {
    const link = document.createElement('a')
    link.href = localizedPath(this.#locale, entry.path)
    const title = document.createElement('strong')
    title.textContent = entry.title
    const within = document.createElement('small')
    within.textContent = entry.within
    const text = document.createElement('span')
    text.append(...excerpt.map(part => (part.marked ? markOf(part.text) : part.text)))
    link.append(title, within, text)
    const item = document.createElement('li')
    item.append(link)
    return item
  }

  /** Arrows choose while the box keeps the focus; Enter follows what is chosen. */
  #move(event: KeyboardEvent): void {
    const links = [...this.#list.querySelectorAll('a')]
    if (event.isComposing || links.length === 0) return
    if (event.key === 'ArrowDown') this.#chosen = (this.#chosen + 1) % links.length
    else if (event.key === 'ArrowUp') this.#chosen = (this.#chosen - 1 + links.length) % links.length
    else if (event.key === 'Enter' && event.target === this.#box) links[this.#chosen]?.click()
    else return
    event.preventDefault()
    this.#mark()
  }

  #mark(): void {
    for (const [index, link] of [...this.#list.querySelectorAll('a')].entries()) {
      link.classList.toggle('chosen', index === this.#chosen)
      if (index === this.#chosen) link.scrollIntoView({ block: 'nearest' })
    }
  }

  #say(text: string): void {
    this.#status.textContent = text
  }
}

function markOf(text: string): HTMLElement {
  const mark = document.createElement('mark')
  mark.textContent = text
  return mark
}
