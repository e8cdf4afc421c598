/** The one function of `url` that memfs uses. */
export const fileURLToPath = (url: string | URL): string => decodeURIComponent(new URL(url).pathname)
export default { fileURLToPath }
