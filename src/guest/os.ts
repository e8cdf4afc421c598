/** `os` as on Lambda: the sandbox's user and machine, never the host's (lambda-semantics 1.5). */

/** What is shown of the machine; `memoryBytes` is the function's memory size. */
export function lambdaOs(memoryBytes: number) {
  return { ...MACHINE, totalmem: () => memoryBytes, freemem: () => memoryBytes / 2 }
}

const MACHINE = {
  EOL: '\n',
  arch: () => 'x64',
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => '5.10.0',
  version: () => '#1 SMP',
  machine: () => 'x86_64',
  hostname: () => '169.254.10.1',
  homedir: () => '/home/sbx_user1051',
  tmpdir: () => '/tmp',
  endianness: () => 'LE',
  cpus: () => [
    { model: 'Intel(R) Xeon(R) Processor', speed: 2_500, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } },
  ],
  availableParallelism: () => 1,
  loadavg: () => [0, 0, 0],
  uptime: () => 60,
  networkInterfaces: () => ({}),
  userInfo: () => ({ username: 'sbx_user1051', uid: 993, gid: 990, shell: null, homedir: '/home/sbx_user1051' }),
}
