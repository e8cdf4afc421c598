declare module 'virtual:editor-files' {
  /** Addresses of the scripts and styles that Monaco's main path needs, itself first; empty in dev. */
  const files: readonly string[]
  export default files
}
declare module 'virtual:node-declarations' {
  /** File names under `/node_modules/@types/node/` to declarations, trimmed to what the embedded engine has. */
  const declarations: Readonly<Record<string, string>>
  export default declarations
}
