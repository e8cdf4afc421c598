/** The one function of `url` that memfs uses. */
import { nodeUrl } from '../built-ins/url.ts'

export const { fileURLToPath } = nodeUrl
export default { fileURLToPath }
