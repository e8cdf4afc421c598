/** What the double's frame asks of the test's machine. */
export type FromFrame =
  | { readonly type: 'workdir' }
  /** The client's tree as JSON text. */
  | { readonly type: 'mount'; readonly tree: string }
  | { readonly type: 'read'; readonly path: string }
  | { readonly type: 'write'; readonly path: string; readonly data: string }
  | { readonly type: 'mkdir'; readonly path: string }
  | { readonly type: 'rm'; readonly path: string }
  | {
      readonly type: 'run'
      readonly command: string
      readonly args: readonly string[]
      readonly cwd: string
      readonly env: Readonly<Record<string, string>>
      readonly terminal?: { readonly cols: number; readonly rows: number } | undefined
    }
  | { readonly type: 'input'; readonly id: number; readonly text: string }
  /** Answered by the next piece as base64, or by null at the end. */
  | { readonly type: 'output'; readonly id: number }
  | { readonly type: 'exit'; readonly id: number }
  | { readonly type: 'kill'; readonly id: number }
  | { readonly type: 'resize'; readonly id: number; readonly cols: number; readonly rows: number }
  | { readonly type: 'teardown' }
