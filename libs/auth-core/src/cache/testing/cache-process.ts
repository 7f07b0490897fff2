import { fileCachePlugin } from '../file-cache-plugin.ts';
import { keyFromFile } from '../key-from-file.ts';
import { takeLock } from '../cross-process-lock.ts';
import type { WriteStep } from '../write-atomically.ts';
import { cannedAuthority } from './canned-authority.ts';

/** What a forked process is to do; it tells each thing done to its parent. */
export type CacheTask = { file: string; key?: string } & (
  | { do: 'sign-in'; names: string[]; killAt?: { name: string; step: WriteStep } }
  | { do: 'hold-lock' }
  | { do: 'hold-exclusive' }
  | { do: 'make-key' }
);

const task = JSON.parse(process.argv[2] ?? '') as CacheTask;
const tell = (done: string) => process.send?.(done);
let current = '';

const plugin = fileCachePlugin({
  file: task.file,
  protection: task.key ? keyFromFile(task.key) : 'plaintext',
  lockTimeout: 30_000,
  onStep: (step) => {
    const kill = task.do === 'sign-in' ? task.killAt : undefined;
    if (kill?.name === current && kill.step === step) process.kill(process.pid, 'SIGKILL');
  },
});

if (task.do === 'sign-in') {
  const authority = cannedAuthority(plugin);
  for (const name of task.names) {
    current = name;
    await authority.signIn(name);
    tell(name);
  }
} else if (task.do === 'hold-lock') {
  await takeLock(`${task.file}.lock`, { timeout: 1_000 });
  tell('held');
  setInterval(() => undefined, 1_000);
} else if (task.do === 'hold-exclusive') {
  await plugin.runExclusive(async () => {
    tell('held');
    await new Promise((done) => setTimeout(done, 600_000));
  });
} else {
  await plugin.check();
  tell('made');
}
process.disconnect?.();
