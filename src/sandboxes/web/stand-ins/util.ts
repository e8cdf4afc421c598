/** What the assert library needs of `util`. */
import { inspect } from 'node-inspect-extracted'
import { createTypes } from '../built-ins/types.ts'
import { isProxy } from '../proxies.ts'

export const types = createTypes(isProxy)
export { inspect }
export default { inspect, types }
