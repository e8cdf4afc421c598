/**
 * The theme follows the system until a person chooses one; choosing what the system has follows it again.
 * `before-paint.js` sets it before the first paint from the same key.
 */
const KEY = 'warmstart.theme'
const system = matchMedia('(prefers-color-scheme: dark)')

type Theme = 'light' | 'dark'

const systemTheme = (): Theme => (system.matches ? 'dark' : 'light')
const currentTheme = (): Theme => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light')

/** Shows a theme everywhere on the page. */
function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
}

function readChosen(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : null
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
    return null
  }
}

function choose(theme: Theme): void {
  show(theme)
  try {
    if (theme === systemTheme()) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // As above.
  }
}

/** Brings the theme switches of the page to life. */
export function attachThemeSwitch(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-theme-switch]')) {
    button.addEventListener('click', () => choose(currentTheme() === 'dark' ? 'light' : 'dark'))
  }
  system.addEventListener('change', () => {
    if (readChosen() === null) show(systemTheme())
  })
  addEventListener('storage', event => {
    if (event.key === KEY) show(readChosen() ?? systemTheme())
  })
}
