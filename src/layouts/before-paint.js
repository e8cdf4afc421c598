;(() => {
  var root = document.documentElement
  var chosen = null
  try {
    chosen = localStorage.getItem('warmstart.theme')
  } catch (_) {
    // Storage is switched off: the system decides.
  }
  var dark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : dark ? 'dark' : 'light'
  var young =
    window.CSS &&
    CSS.supports('width', 'round(nearest, 1px, 1px)') &&
    CSS.supports('selector(:has(a))') &&
    'withResolvers' in Promise &&
    'union' in Set.prototype &&
    'Worker' in window &&
    'WebAssembly' in window
  if (!young) root.dataset.browser = 'old'
})()
