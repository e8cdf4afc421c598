/** One tab a file: arrow keys, Home and End move between them and open the file. */
import type { EditorElements } from './elements.ts'
import type { EditedFunction } from './subject.ts'

function renderTab(path: string, box: HTMLElement): HTMLButtonElement {
  const tab = document.createElement('button')
  tab.type = 'button'
  tab.className = 'editor-tab'
  tab.dataset['path'] = path
  tab.textContent = path
  tab.setAttribute('role', 'tab')
  tab.setAttribute('aria-controls', box.id)
  return tab
}

const tabsIn = (tablist: HTMLElement): HTMLElement[] => [...tablist.querySelectorAll<HTMLElement>('[role=tab]')]

/** Files come and go (a solution may add one): tabs are made anew only then. */
function showFiles(tablist: HTMLElement, box: HTMLElement, paths: readonly string[]): void {
  const shown = tabsIn(tablist).map(tab => tab.dataset['path'])
  if (shown.join('\n') === paths.join('\n')) return
  tablist.replaceChildren(...paths.map(path => renderTab(path, box)))
}

function showActive(tablist: HTMLElement, box: HTMLElement, active: string): void {
  for (const tab of tabsIn(tablist)) {
    const selected = tab.dataset['path'] === active
    tab.setAttribute('aria-selected', String(selected))
    tab.tabIndex = selected ? 0 : -1
    if (selected) box.setAttribute('aria-label', active)
  }
}

/** The tab a key leads to from number `from` of `count`; null when the key is none of ours. */
function targetOf(key: string, from: number, count: number): number | null {
  if (key === 'ArrowRight') return (from + 1) % count
  if (key === 'ArrowLeft') return (from - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

export function bindTabs({ tabs, box }: EditorElements, subject: EditedFunction): () => void {
  const show = () => {
    showFiles(tabs, box, Object.keys(subject.$files.get()))
    showActive(tabs, box, subject.$activeFile.get())
  }
  const onClick = (event: MouseEvent) => {
    const tab = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=tab]') : null
    if (tab?.dataset['path']) subject.open(tab.dataset['path'])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = tabsIn(tabs)
    const target = targetOf(
      event.key,
      all.findIndex(tab => tab.isSameNode(document.activeElement)),
      all.length,
    )
    if (target === null) return
    event.preventDefault()
    all[target]?.focus()
    all[target]?.click()
  }
  tabs.addEventListener('click', onClick)
  tabs.addEventListener('keydown', onKeyDown)
  const ends = [subject.$files.subscribe(show), subject.$activeFile.subscribe(show)]
  return () => {
    tabs.removeEventListener('click', onClick)
    tabs.removeEventListener('keydown', onKeyDown)
    for (const end of ends) end()
  }
}
