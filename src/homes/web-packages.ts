/** The packages of a home in a browser: files of the site. */
import * as z from 'zod/mini'
import type { PackageSource } from '../emulator/packages.ts'
import type { BesideFiles } from '../link/beside-files.ts'

const filesSchema = z.array(z.object({ path: z.string(), text: z.string() }))

/** Fetches them from the addresses given. */
export function webPackages(addresses: BesideFiles['packages']): PackageSource {
  return {
    fetch: async name => {
      const response = await fetch(addresses[name])
      if (!response.ok) throw new Error(`The package ${name} could not be loaded: the answer was ${response.status}.`)
      return filesSchema.parse(await response.json())
    },
  }
}
