declare module 'virtual:node-declarations' {
  /** Paths below `node_modules` to declarations, trimmed to what the embedded engine has. */
  const declarations: Readonly<Record<string, string>>
  export default declarations
}
