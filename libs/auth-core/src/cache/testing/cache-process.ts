import { AuthCoreError } from '../../msal/auth-core-error.ts';
import { takeLock } from '../cross-process-lock.ts';
import { fileCachePlugin } from '../file-cache-plugin.ts';
import { keyFromFile } from '../key-from-file.ts';
import { keyFromKeyring } from '../keyring.ts';
import type { WriteStep } from '@entra-flows/primitives/write-atomically';
import { cannedAuthority } from './canned-authority.ts';

/** What a forked process is to do; it reports each thing done to its parent. */
export type CacheTask = {
  file: string;
  /** A key file, or `keyring`; plain text if missing. */
  key?: string;
  keyringTimeout?: number;
} & (
  | {
      do: 'sign-in';
      names: string[];
      killAt?: { name: string; step: WriteStep };
      /** ms; what takes longer is reported as late. */
      within?: number;
    }
  | { do: 'hold-lock' | 'hold-exclusive' | 'list' | 'check' | 'remove' | 'lose-key' }
);

const task = JSON.parse(process.argv[2] ?? '') as CacheTask;
const report = (done: string) => process.send?.(done);
let current = '';

const plugin = fileCachePlugin({
  file: task.file,
  protection: !task.key ? 'plaintext' : task.key === 'keyring' ? 'keyring' : keyFromFile(task.key),
  ...(task.keyringTimeout ? { keyring: { timeout: task.keyringTimeout } } : {}),
  lockTimeout: 30_000,
  onDamaged: ({ reason }) => report(`set aside: ${reason}`),
  onWriteFailed: ({ errorCode }) => report(`not written: ${errorCode}`),
  onStep: (step) => {
    const kill = task.do === 'sign-in' ? task.killAt : undefined;
    if (kill?.name === current && kill.step === step) process.kill(process.pid, 'SIGKILL');
  },
});
const authority = cannedAuthority(plugin);

const stayAlive = () => new Promise<void>((done) => setTimeout(done, 600_000));

async function work(): Promise<void> {
  if (task.do === 'sign-in') {
    for (const name of task.names) {
      current = name;
      const began = performance.now();
      await authority.signIn(name);
      const isLate = performance.now() - began > (task.within ?? Infinity);
      report(isLate ? `${name}, late` : name);
    }
  } else if (task.do === 'hold-lock') {
    await takeLock(`${task.file}.lock`, { timeout: 1_000 });
    report('held');
    await stayAlive();
  } else if (task.do === 'hold-exclusive') {
    await plugin.runExclusive(() => {
      report('held');
      return stayAlive();
    });
  } else if (task.do === 'list') {
    for (const { username } of await authority.client.getAllAccounts()) report(username);
  } else if (task.do === 'lose-key') {
    await keyFromKeyring({ account: task.file }).removeKey?.();
  } else {
    await plugin[task.do]();
  }
}

try {
  await work();
} catch (error) {
  report(
    error instanceof AuthCoreError ? `${error.errorCode}: ${error.errorMessage}` : String(error),
  );
}
process.disconnect?.();
