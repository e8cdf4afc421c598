/** Addresses of the engine's bundles, given by scripts/engine-bundles-plugin.ts. */
declare module 'virtual:warmstart-engine' {
  export const homeUrl: string
  export const frameUrl: string
  export const guestUrl: string
  export const containerUrl: string
  export const beside: import('../link/beside-files.ts').BesideFiles
}

/** What Node answers to the contract's probes, by module; given by scripts/node-answers-plugin.ts. */
declare module 'virtual:warmstart-node-answers' {
  export const nodeAnswers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}
