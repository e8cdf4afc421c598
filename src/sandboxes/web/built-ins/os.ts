/** `os` as on Lambda. */

const TOTAL_MEMORY_BYTES = 134_217_728

export const nodeOs = {
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
  totalmem: () => TOTAL_MEMORY_BYTES,
  freemem: () => TOTAL_MEMORY_BYTES / 2,
  loadavg: () => [0, 0, 0],
  uptime: () => 60,
  networkInterfaces: () => ({}),
  userInfo: () => ({ username: 'sbx_user1051', uid: 993, gid: 990, shell: null, homedir: '/home/sbx_user1051' }),
  constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } },
}
