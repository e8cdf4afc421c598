/** Home's buttons for the reader's work: as a file, from a file, forgotten. The file's code comes with the first press. */

/** Attaches to the element that holds the buttons (`[data-work]`); its texts stand in its data attributes. */
export function attachWorkControls(): void {
  const root = document.querySelector<HTMLElement>('[data-work]')
  const file = root?.querySelector<HTMLInputElement>('input[type=file]')
  const said = root?.querySelector<HTMLElement>('[role=status]')
  if (!root || !file || !said) return
  const on = (name: string, act: () => void): void =>
    root.querySelector(`[data-work-${name}]`)?.addEventListener('click', act)
  on('export', () => void download(root, said))
  on('import', () => file.click())
  on('erase', () => void erase(root))
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? []
    if (chosen !== undefined) said.textContent = await take(root, await chosen.text())
    file.value = ''
  })
}

async function download(root: HTMLElement, said: HTMLElement): Promise<void> {
  const { exportWork } = await import('./work-file.ts')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([exportWork(localStorage)], { type: 'application/json' }))
  link.download = 'warmstart.json'
  link.click()
  URL.revokeObjectURL(link.href)
  said.textContent = root.dataset['exported'] ?? ''
}

/** What became of a file, in words. */
async function take(root: HTMLElement, text: string): Promise<string> {
  const { importWork } = await import('./work-file.ts')
  try {
    const left = importWork(localStorage, text)
    if (left.length > 0) return `${root.dataset['kept'] ?? ''} ${left.join(', ')}`
    location.reload()
    return ''
  } catch (error) {
    return `${root.dataset['wrong'] ?? ''} ${error instanceof Error ? error.message : String(error)}`
  }
}

async function erase(root: HTMLElement): Promise<void> {
  if (!confirm(root.dataset['sure'] ?? '')) return
  const { eraseWork } = await import('./work-file.ts')
  eraseWork(localStorage)
  location.reload()
}
