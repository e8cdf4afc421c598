/**
 * The port between the emulator and the thing that runs one runtime: a worker thread in Node, a Worker in a browser.
 *
 * A *sandbox* holds one *guest*: our client half of the Lambda runtime plus the learner's function. The emulator sends
 * {@link SandboxCommand}s down and gets {@link SandboxReport}s up; both are plain data that survive structured cloning.
 * Between `inited`/`done` and the next command the guest is frozen: no line of the function runs.
 *
 * All times are virtual epoch milliseconds (fractions allowed). A guest never knows the real time: its clock starts at
 * `now` of the last command and runs on from there while the guest runs.
 */

/** One file of a deployment package. `path` is relative to `/var/task` (`index.mjs`, `lib/a.mjs`). */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** One change below `/tmp`, in the order it happened. Paths are absolute; `bytes` are the bytes written at `position`. */
export type TmpChange =
  | { readonly kind: 'write'; readonly path: string; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'mkdir'; readonly path: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }

/** An entry of `/tmp` that a replaced runtime starts with. Directories come before what is inside them. */
export type TmpEntry =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }

/** Lambda's error object: what the caller of a failed invocation gets as payload. */
export interface FunctionErrorPayload {
  readonly errorType: string
  readonly errorMessage: string
  /** Lines of the stack. Present for errors that the runtime client reports, absent for those of the sandbox. */
  readonly trace?: readonly string[]
}

/** A top-level binding of one of the function's modules, as the module-scope reader saw it. */
export interface ModuleBinding {
  /** File relative to `/var/task`. */
  readonly file: string
  readonly name: string
  /** Short text in the manner of `util.inspect`, 200 characters at most; `<uninitialized>`, `<getter>`, `<proxy>` … where unreadable. */
  readonly preview: string
  /** False when the value cannot be read (dead zone, throwing getter, proxy, too large). */
  readonly readable: boolean
  /** True when a deep walk (with a budget) found a difference to the value after the previous phase. */
  readonly changed: boolean
}

/** Something a frozen environment still has to do, as the picture shows it. */
export interface PendingTimer {
  readonly kind: 'timeout' | 'interval' | 'immediate'
  /** Virtual epoch ms. */
  readonly due: number
  /** The request during which it was set; null for init. */
  readonly requestId: string | null
}

/** A call to the store outside (`src/emulator/outside.ts`). Values are JSON texts. */
export type OutsideRequest =
  | { readonly kind: 'get'; readonly key: string }
  | { readonly kind: 'put'; readonly key: string; readonly value: string }
  | { readonly kind: 'add'; readonly key: string; readonly amount: number }

/** What a runtime does with a socket of its own, which it numbered. */
export type SocketRequest =
  | { readonly kind: 'connect'; readonly host: string; readonly port: number }
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }

/** What comes to a socket. `failed` is in Node's words for an attempt to connect. */
export type SocketNews =
  | { readonly kind: 'connected' }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly code: 'ENOTFOUND' | 'ECONNREFUSED' }

/** What comes from outside to a runtime: the store's answer, or news of a socket. */
export type OutsideAnswer = StoreAnswer | SocketAnswer

/** News of one of a runtime's sockets. */
export interface SocketAnswer {
  readonly socket: number
  readonly news: SocketNews
}

/** The answer to a call, which its runtime numbered. */
export interface StoreAnswer {
  readonly id: number
  /** JSON text of the value; null where there is none. */
  readonly value: string | null
  /** Why the store refused the call; null when it did not. */
  readonly error: string | null
}

/** What the function may use: given once, when the runtime starts. */
export interface InitCommand {
  readonly type: 'init'
  readonly now: number
  /** `file.export`, as `_HANDLER`. */
  readonly handler: string
  /** `nodejs24.x` or `nodejs22.x`: what differs is in lambda-semantics 1.2 (callbacks, lost rejections). */
  readonly runtime: string
  readonly files: readonly SourceFile[]
  /** The whole of `process.env`, AWS's own variables included. */
  readonly env: Readonly<Record<string, string>>
  readonly tmp: readonly TmpEntry[]
  /** Quota of `/tmp` in bytes. */
  readonly tmpBytes: number
  /** Memory size in bytes: counted buffers above it end the runtime. */
  readonly memoryBytes: number
  readonly logFormat: 'Text' | 'JSON'
  /** True where time may be jumped over: the guest reports `waiting` when nothing but virtual timers is left to wait for. */
  readonly stepping: boolean
  /** Hosts that `fetch` may reach; empty in the embedded engine unless a lesson allows some. */
  readonly allowedHosts: readonly string[]
}

/** Thaw, run what became due, then call the handler. */
export interface InvokeCommand {
  readonly type: 'invoke'
  readonly now: number
  readonly requestId: string
  /** The event as JSON text. */
  readonly event: string
  /** Virtual epoch ms at which the invocation times out. */
  readonly deadline: number
  readonly invokedFunctionArn: string
  readonly functionName: string
  readonly functionVersion: string
  readonly memoryLimitInMB: string
  readonly logGroupName: string
  readonly logStreamName: string
  readonly traceId: string
  readonly tenantId: string | null
  /** Set where the caller reads a streamed response while it is written: it is paced then. */
  readonly streams?: true
  /** Answers of the store that came while the runtime was frozen; left out when none did. */
  readonly answers?: readonly OutsideAnswer[]
}

/** Move the guest's clock on, because every running guest only waited (stepping clock, skipped time). */
export interface AdvanceCommand {
  readonly type: 'advance'
  readonly now: number
}

/** An answer of the store outside, to a runtime that runs. One that is about to freeze keeps it until its next thaw. */
export interface OutsideCommand {
  readonly type: 'outside'
  readonly now: number
  readonly answer: OutsideAnswer
}

/** What the emulator sends down to a sandbox. */
export type SandboxCommand = InitCommand | InvokeCommand | AdvanceCommand | OutsideCommand

/** Why a runtime came to its end by itself. `signal` is for kills from outside, `out-of-memory` for the memory limit. */
export type RuntimeExit =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'out-of-memory' }

/** A response that the handler wrote piece by piece, reported whole (lambda-semantics 1.2 #31). */
export interface StreamedResponse {
  readonly contentType: string
  /** All that was written, what HttpResponseStream puts before it included; base64 where it is no UTF-8 text. */
  readonly body: string
  readonly isBase64Encoded: boolean
  /** Bytes written: more than `body` holds where they passed the limit. */
  readonly bytes: number
}

/** What a sandbox tells the emulator; `now` is virtual epoch ms. */
export type SandboxReport =
  /** The runtime is up and took its `init` command; module code comes next. */
  | { readonly type: 'started'; readonly now: number }
  /** Module code and its top-level await are through; the handler was found. The guest is frozen. */
  | { readonly type: 'inited'; readonly now: number; readonly moduleScope: readonly ModuleBinding[] }
  /** Module code failed, or the handler is missing or refused. The runtime ends after this (no `ended` follows). */
  | { readonly type: 'init-failed'; readonly now: number; readonly error: FunctionErrorPayload }
  /** The invocation is answered. The guest is frozen. */
  | {
      readonly type: 'done'
      readonly now: number
      readonly requestId: string
      /** JSON text of the returned value; null when `error` is set. `undefined` is reported as `"null"`. */
      readonly payload: string | null
      readonly error: FunctionErrorPayload | null
      /** What a streaming handler wrote, up to its error if it has one; `payload` is null then. */
      readonly streamed?: StreamedResponse
      readonly moduleScope: readonly ModuleBinding[]
      readonly pending: readonly PendingTimer[]
    }
  /** Output of the function: finished lines of its log stream, as CloudWatch shows them (no trailing newline). */
  | { readonly type: 'log'; readonly now: number; readonly requestId: string | null; readonly line: string }
  | { readonly type: 'tmp'; readonly now: number; readonly change: TmpChange }
  /** At thaw, before the handler: left-over timers of an earlier request that ran now. */
  | { readonly type: 'late'; readonly now: number; readonly timers: readonly PendingTimer[] }
  /** A call to the store outside; it is answered by an `outside` command, or by the next `invoke`. */
  | { readonly type: 'outside'; readonly now: number; readonly id: number; readonly request: OutsideRequest }
  /** What the function does with a socket (`src/emulator/database`); what comes to it is an `outside` command too. */
  | { readonly type: 'socket'; readonly now: number; readonly socket: number; readonly request: SocketRequest }
  /** With `stepping` only: nothing is left but virtual timers, the first due then; Infinity: only answers from outside. */
  | {
      readonly type: 'waiting'
      readonly now: number
      readonly due: number
      /** Answers from outside it had taken by then (left out for none): with fewer than were sent it no longer waits. */
      readonly answered?: number
    }
  /** A sentence for the learner about a limit of this engine (a module it lacks, fetch being off). */
  | { readonly type: 'notice'; readonly now: number; readonly notice: EngineNotice }
  /** The runtime is gone: exit, crash, out of memory. Never follows `stop`. `error` is what it had answered before (nodejs22.x). */
  | {
      readonly type: 'ended'
      readonly now: number
      readonly exit: RuntimeExit
      readonly error?: FunctionErrorPayload
    }

/** A limit of the engine that the learner met. The page words it in the reader's language. */
export type EngineNotice =
  | { readonly kind: 'missing-module'; readonly module: string; readonly engine: string }
  | { readonly kind: 'fetch-off'; readonly host: string }
  | { readonly kind: 'foreign-error-texts'; readonly browser: string }

/** A started runtime. Commands are sent one at a time: `init`, then `invoke` after each answer. */
export interface Sandbox {
  send(command: SandboxCommand): void
  /**
   * Ends the runtime at once, also in a busy loop. Resolves when it is gone and every report it had posted before
   * was delivered, so that a write to `/tmp` just before a busy loop is not lost. No report follows.
   */
  stop(): Promise<void>
}

/** Starts runtimes. One per home; `start` may hand out a spare that was kept ready. */
export interface SandboxProvider {
  /** Name of the engine as notices say it. */
  readonly engine: 'embedded' | 'node' | 'webcontainer' | 'ric'
  /**
   * Starts a runtime; commands may be sent at once. `memoryBytes` is the function's memory size, for hosts that limit
   * a runtime's heap from outside.
   */
  start(options: { readonly memoryBytes: number }, report: (report: SandboxReport) => void): Sandbox
  /** Ends every runtime and spare. */
  close(): Promise<void>
}
