import {
  mkdir,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sweepClaims, takeLock } from './cross-process-lock.ts';
import { type ExclusiveSection, exclusiveSection } from './exclusive-section.ts';
import { beat, heartWatch, livenessOf, newOwnerName, parseOwnerName } from './lock-owner.ts';
import { cacheProcesses } from './testing/fork-cache-process.ts';
import { temporaryFolders } from './testing/temporary-folder.ts';

const folder = temporaryFolders();
const start = cacheProcesses();
const timeout = 300;

async function lockPath() {
  return join(await folder(), 'tokens.lock');
}

/** As another owner would leave it. */
async function heldBy(owner: string): Promise<string> {
  const path = await lockPath();
  await mkdir(join(path, owner), { recursive: true });
  return path;
}

const me = parseOwnerName(newOwnerName())!;
const nonce = '0123456789ab';

describe('takeLock', () => {
  test('lets one in at a time, and leaves nothing', async () => {
    const path = await lockPath();
    let inside = 0;
    const visit = async () => {
      const lock = await takeLock(path, { timeout: 10_000 });
      inside += 1;
      expect(inside).toBe(1);
      await readdir(path);
      inside -= 1;
      await lock.release();
    };
    await Promise.all(Array.from({ length: 12 }, visit));
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('names the process that keeps it, after the deadline', async () => {
    const file = join(await folder(), 'tokens');
    const holder = start({ do: 'hold-lock', file });
    await holder.started;

    const waiting = takeLock(`${file}.lock`, { timeout });

    await expect(waiting).rejects.toMatchObject({
      errorCode: 'cache_locked',
      errorMessage: `The saved sign-ins are locked by process ${holder.child.pid} ("${file}.lock"), which did not finish within 0.3 s. Wait for it or end it, then try again.`,
    });
    expect(await readdir(join(file, '..'))).toEqual(['tokens.lock']);
  });

  test.each([
    ['once', 1],
    ['for longer than a release has patience', 99],
  ])('is free for all after its folder could not be removed %s', async (_, times) => {
    const path = await lockPath();
    const lock = await takeLock(path, { timeout });
    const [owner = ''] = await readdir(path);
    // A folder that is not empty is refused as a busy one is, and for as long as it is not.
    const inTheWay = join(path, owner, 'held');
    await mkdir(inTheWay);
    const released = lock.release();
    if (times === 1) await rmdir(inTheWay);
    await released;
    if (times > 1) await rmdir(inTheWay);
    const again = await takeLock(path, { timeout });
    await again.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('is free at once when its holder was killed', async () => {
    const file = join(await folder(), 'tokens');
    const holder = start({ do: 'hold-lock', file });
    await holder.started;
    holder.child.kill('SIGKILL');
    await holder.ended;

    const lock = await takeLock(`${file}.lock`, { timeout });

    expect(lock.recovered).toBe(true);
    expect(lock.stillHeld()).toBe(true);
    await lock.release();
  });

  test('goes to one of many when its holder was killed', async () => {
    const file = join(await folder(), 'tokens');
    const holder = start({ do: 'hold-exclusive', file });
    await holder.started;
    const names = ['a', 'b', 'c', 'd'];
    const waiting = names.map((name) => start({ do: 'sign-in', file, names: [name] }));
    holder.child.kill('SIGKILL');
    const ends = await Promise.all(waiting.map(({ ended }) => ended));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(waiting.flatMap(({ done }) => done).sort()).toEqual(names);
  }, 30_000);

  const sameProcessOnly = process.platform === 'linux' ? test : test.skip;
  sameProcessOnly(
    'is free when its holder is gone and another process has its number',
    async () => {
      const path = await heldBy(`${process.pid}-1-${me.machine}-${nonce}`);
      const lock = await takeLock(path, { timeout });
      await lock.release();
      expect(lock.recovered).toBe(true);
    },
  );

  test('of another machine is kept while its heart beats, and lost when it stops', async () => {
    const path = await heldBy(`${process.pid}-1-aaaaaaaaaaaa-${nonce}`);
    const [entry] = await readdir(path);
    let beats = 0;
    const heart = setInterval(() => void utimes(join(path, entry!), ++beats, beats), 20);
    await expect(takeLock(path, { timeout: 1_500, silentAfter: 500 })).rejects.toThrow(
      /locked by another process/,
    );
    clearInterval(heart);
    const lock = await takeLock(path, { timeout: 10_000, silentAfter: 500 });
    expect(lock.recovered).toBe(true);
    await lock.release();
  });

  test('stops waiting when it is aborted', async () => {
    const path = await lockPath();
    const lock = await takeLock(path, { timeout });
    const abort = new AbortController();
    const waiting = takeLock(path, { timeout: 60_000, signal: abort.signal });
    abort.abort(new Error('no more'));
    await expect(waiting).rejects.toThrow('no more');
    await expect(takeLock(path, { timeout, signal: abort.signal })).rejects.toThrow('no more');
    await lock.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('knows when it was taken for dead', async () => {
    const path = await lockPath();
    const lock = await takeLock(path, { timeout });
    await rm(path, { recursive: true });
    expect(lock.stillHeld()).toBe(false);
    const next = await takeLock(path, { timeout });
    await lock.release();
    expect(next.stillHeld()).toBe(true);
    await next.release();
  });

  test('goes on waiting when its own claim is swept away', async () => {
    const path = await lockPath();
    const lock = await takeLock(path, { timeout });
    const waiting = takeLock(path, { timeout: 10_000 });
    const claims = async () =>
      (await readdir(join(path, '..'))).filter((name) => name.startsWith('tokens.lock.'));
    const made = async () => {
      for (const claim of await claims())
        if ((await readdir(join(path, '..', claim))).length > 0) return claim;
      return undefined;
    };
    let claim: string | undefined;
    while (!(claim = await made())) await new Promise(setImmediate);
    const gone = join(await folder(), 'gone');
    await rename(join(path, '..', claim), gone);
    // Not before the waiter has noticed: it makes another.
    while (!(await made())) await new Promise(setImmediate);
    await lock.release();
    await (await waiting).release();
  });

  test('enters an empty folder that a killed owner left', async () => {
    const path = await lockPath();
    await mkdir(path);
    await (await takeLock(path, { timeout })).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test.each([
    ['a file', (path: string) => writeFile(path, '')],
    ['a link', (path: string) => symlink('/', path)],
  ])('refuses %s in its place', async (_, put) => {
    const path = await lockPath();
    await put(path);
    await expect(takeLock(path, { timeout })).rejects.toThrow(
      /is not a folder of this program\. Remove it/,
    );
  });

  test.each([
    ['a file', 'thesis.txt', (path: string) => writeFile(path, 'years of work')],
    ['a folder', 'thesis', (path: string) => mkdir(path)],
    [
      'a file with the name of a dead owner',
      `999999999-1-${me.machine}-${nonce}`,
      (path: string) => writeFile(path, ''),
    ],
  ])('never removes %s of a stranger, and names it at once', async (_, name, put) => {
    const path = await lockPath();
    await mkdir(path);
    await put(join(path, name));
    const started = performance.now();
    await expect(takeLock(path, { timeout: 10_000 })).rejects.toThrow(
      `"${path}" holds "${name}", which this program did not make. Move it`,
    );
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(await readdir(join(path, '..'))).toEqual(['tokens.lock']);
    expect(await readdir(path)).toEqual([name]);
  });

  test('sweeps the claims of killed waiters, and no others', async () => {
    const path = await lockPath();
    const home = join(path, '..');
    const dead = `tokens.lock.999999999-1-${me.machine}-${nonce}`;
    const alive = `tokens.lock.${newOwnerName()}`;
    const elsewhere = `tokens.lock.999999999-1-aaaaaaaaaaaa-${nonce}`;
    for (const name of [dead, alive, elsewhere, 'tokens.lock.notes', 'tokens'])
      await mkdir(join(home, name));
    await sweepClaims(home, 'tokens.lock');
    expect(await readdir(home)).toEqual([elsewhere, alive, 'tokens', 'tokens.lock.notes'].sort());
  });
});

describe('the owner of a lock', () => {
  test('is told by its name', () => {
    expect(me.pid).toBe(process.pid);
    expect(livenessOf(me)).not.toBe('dead');
    expect(livenessOf({ ...me, pid: 999_999_999 })).toBe('dead');
    expect(livenessOf({ ...me, machine: 'bbbbbbbbbbbb' })).toBe('unknown');
    expect(livenessOf({ ...me, started: '0' })).toBe('unknown');
    for (const name of [
      '',
      '0-1-aaaaaaaaaaaa-0123456789ab',
      hostname(),
      '-1-1-aaaaaaaaaaaa-0123456789ab',
    ])
      expect(parseOwnerName(name)).toBeUndefined();
  });
});

describe('beat', () => {
  test('changes the pulse of an entry until it is stopped', async () => {
    const path = await lockPath();
    await mkdir(path);
    await utimes(path, 1, 1);
    const stop = beat(path, 5);
    while ((await stat(path)).mtimeMs === 1_000) await new Promise(setImmediate);
    stop();
    const gone = beat(`${path}-gone`, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    gone();
  });
});

describe('heartWatch', () => {
  test('counts no time in which the watcher itself was asleep', () => {
    let clock = 0;
    const isSilent = heartWatch(6_000, () => clock);
    isSilent('a');
    clock += 3_600_000;
    expect(isSilent('a')).toBe(false);
    for (let i = 0; i < 11; i++) {
      clock += 500;
      isSilent('a');
    }
    expect(isSilent('a')).toBe(true);
    expect(isSilent('b')).toBe(false);
  });
});

describe('exclusiveSection', () => {
  const section = async () => {
    const path = await lockPath();
    return exclusiveSection((options) => takeLock(path, options));
  };

  /** A holder that stays until it is released. */
  async function occupied({ run }: ExclusiveSection) {
    let finish!: () => void;
    let left: Promise<void> | undefined;
    await new Promise<void>((entered) => {
      const stay = () => new Promise<void>((resolve) => ((finish = resolve), entered()));
      left = run(stay, { timeout });
    });
    return async () => (finish(), await left);
  }

  test('gives up on another call of this process after the deadline', async () => {
    const { run, enter } = await section();
    const finish = await occupied({ run, enter });
    await expect(enter({ timeout: 50 })).rejects.toThrow(/in use by another call of this process/);
    const abort = AbortSignal.abort(new Error('no more'));
    await expect(run(async () => 1, { timeout, signal: abort })).rejects.toThrow('no more');
    await finish();
    expect(await run(async () => 2, { timeout })).toBe(2);
  });

  test('stops waiting for its turn when it is aborted, and passes the turn on', async () => {
    const { run, enter } = await section();
    const finish = await occupied({ run, enter });
    const abort = new AbortController();
    const aborted = run(async () => 1, { timeout, signal: abort.signal });
    const behind = run(async () => 2, { timeout: 10_000 });
    abort.abort(new Error('no more'));
    await expect(aborted).rejects.toThrow('no more');
    await finish();
    expect(await behind).toBe(2);
  });

  test('keeps the lock for work that was started inside and not awaited', async () => {
    const { run, enter } = await section();
    const order: string[] = [];
    let stray: Promise<void> | undefined;
    await run(
      async () => {
        const { leave, lock } = await enter({ timeout });
        stray = (async () => {
          await new Promise((resolve) => setTimeout(resolve, 50));
          order.push(lock.stillHeld() ? 'held' : 'lost');
          await leave();
        })();
      },
      { timeout },
    );
    await stray;
    expect(order).toEqual(['held']);
  });

  test('takes the lock anew for what goes on after the end', async () => {
    const { run } = await section();
    let later!: () => Promise<number>;
    await run(
      async () => {
        const gate = new Promise<void>((resolve) => (later = async () => (resolve(), await after)));
        const after = gate.then(() => run(async () => 3, { timeout }));
      },
      { timeout },
    );
    expect(await later()).toBe(3);
  });

  test('lets the next one try when the lock cannot be had', async () => {
    let broken = true;
    const path = await lockPath();
    const { run } = exclusiveSection(async (options) => {
      if (broken) throw new Error('broken');
      return takeLock(path, options);
    });
    await expect(run(async () => 1, { timeout })).rejects.toThrow('broken');
    broken = false;
    expect(await run(async () => 2, { timeout })).toBe(2);
  });
});
