/** `process` for libraries inside the guest's bundle; the function's own is the guest's. */
export const platform = 'linux'
export const env: Record<string, string> = {}
export const version = 'v24.21.0'
export const cwd = (): string => '/var/task'
export const nextTick = (callback: (...values: unknown[]) => void, ...values: unknown[]): void =>
  queueMicrotask(() => callback(...values))
export const emitWarning = (): void => {}
export default { platform, env, version, cwd, nextTick, emitWarning, getuid: () => 0, getgid: () => 0 }
