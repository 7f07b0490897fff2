import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { utimes } from 'node:fs/promises';

/**
 * The owner of a lock, written into the name of an entry: `<pid>-<start>-<machine>-<nonce>`.
 *
 * A process number alone is not enough: it is given again after a process has ended, and it means
 * another process on another machine or in another container.
 */
export interface LockOwner {
  pid: number;
  /** When the process started, in the system's own ticks; `0` where the system does not say. */
  started: string;
  /** Names the space in which `pid` counts: this boot of this machine, in this container. */
  machine: string;
}

const NAME = /^([1-9]\d{0,9})-(\d{1,20})-([0-9a-f]{12})-[0-9a-f]{12}$/;

/** A name for one holding of a lock by this process; no two are alike. */
export function newOwnerName(): string {
  const { pid, started, machine } = thisProcess();
  return `${pid}-${started}-${machine}-${randomBytes(6).toString('hex')}`;
}

export function parseOwnerName(name: string): LockOwner | undefined {
  const [, pid, started, machine] = NAME.exec(name) ?? [];
  if (!pid || !started || !machine) return undefined;
  return { pid: Number(pid), started, machine };
}

/** Whether the owner still runs; `unknown` where this process has no way to see it. */
export function livenessOf(owner: LockOwner): 'alive' | 'dead' | 'unknown' {
  if (owner.machine !== thisProcess().machine) return 'unknown';
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead';
  }
  const started = startOf(owner.pid);
  if (started === undefined || owner.started === '0') return 'unknown';
  return started === owner.started ? 'alive' : 'dead';
}

let self: LockOwner | undefined;

function thisProcess(): LockOwner {
  self ??= { pid: process.pid, started: startOf(process.pid) ?? '0', machine: machineName() };
  return self;
}

/**
 * When a process started, in clock ticks since the boot; `ended` for one whose parent has not reaped it.
 * Only Linux says so without starting a program.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html fields 3 and 22
 */
function startOf(pid: number): string | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the program's name in brackets, and may hold anything.
  const [state, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === 'Z' || state === 'X' ? 'ended' : rest[18];
}

function machineName(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'));
  const space = attempt(() => readlinkSync('/proc/self/ns/pid'));
  // A host name can change while a process runs, so it serves only where there is nothing better.
  const name = boot && space ? `${boot}${space}` : hostname();
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const EVERY_MS = 1_000;
/** Default for how long a heart has to stand still. */
const SILENT_MS = 6_000;
/** A waiter that was asleep itself has not been watching: a gap between two looks counts no more. */
const LONGEST_GAP_MS = 500;

/** Touches an entry every second, for those who cannot see whether this process runs. */
export function beat(entry: string, every = EVERY_MS): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(entry, now, now).catch(() => undefined);
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * Watches an owner's pulse: returns `true` once it has been the same for `silentAfter`
 * ms of watching. It asks only whether the pulse *changed*, so clocks that differ or jump do no harm.
 */
export function heartWatch(
  silentAfter = SILENT_MS,
  now: () => number = () => performance.now(),
): (pulse: string) => boolean {
  let last = '';
  let silent = 0;
  let looked = now();
  return (pulse) => {
    const gap = Math.min(now() - looked, LONGEST_GAP_MS);
    looked = now();
    silent = pulse === last ? silent + gap : 0;
    last = pulse;
    return silent >= silentAfter;
  };
}
