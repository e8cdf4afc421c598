/** `npm start`: installs, builds and serves the site, and prints its address. */
import { install } from './install.mjs'

/** One port, so that what the browser keeps for this address is found again. */
const PORT = 4321

install()
const { buildSite, DIST } = await import('./build-site.mjs')
buildSite()
const { createSiteServer, listen } = await import('./site-server.mjs')
const server = createSiteServer(DIST)
const port = await listen(server, Number(process.env.PORT ?? PORT))
process.stdout.write(`http://localhost:${port}/\n`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.closeAllConnections()
    server.close(() => process.exit(0))
  })
}
