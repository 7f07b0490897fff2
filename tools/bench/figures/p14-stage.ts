import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../figure.ts';
import { median } from '../interleave.ts';
import { ownProcess } from '../own-processes.ts';
import { pageFigures } from '../page-figures.ts';
import { cleanEnv } from '../run-to-end.ts';

const workspace = join(import.meta.dirname, '../../..');

/** Flows of the four lanes whose memory is summed up; the first two are those of a new stage. */
const four = ['device-code', 'interactive', 'device-code/own-loop', 'device-code/service'];

export const stage: Figure = {
  id: 'P14',
  title: 'stage: start; memory; longest picture; scripts',
  what: 'The stage: from its start button to the first step of the slower of two lanes; four lanes that run, all processes together; of a run of 2,000 exchanges, the longest picture in Chromium while it scrolls and while the slider is drawn; the scripts of the page, compressed',
  target: '≤ 1.5 s; ≤ 600 MB; ≤ 50 ms; ≤ 150 KB',
  async measure({ rounds }) {
    const { first, megabytes } = await measureStage(rounds);
    const { scroll, scrub, scriptBytes } = await pageFigures('frames', 3);
    // The browser's clock counts pictures of 16.7 ms in tenths.
    const [scrolled, scrubbed] = [scroll, scrub].map((all) => Math.round(Math.max(...all)));
    const longest = Math.max(scrolled ?? Infinity, scrubbed ?? Infinity);
    const kilobytes = scriptBytes / 1024;
    return {
      figure: `${first.toFixed(1)} s; ${megabytes.toFixed(0)} MB; ${longest} ms; ${kilobytes.toFixed(0)} KB`,
      met: first <= 1.5 && megabytes <= 600 && longest <= 50 && kilobytes <= 150,
      note: `wall time at the page’s stream, after a reset; resident memory (shared pages counted in each process) of the launcher, the stage with its emulators, and four samples that wait for their user; 120 pictures each, three times: the longest took ${scrolled} ms when scrolling and ${scrubbed} ms when scrubbing, where a display at 60 Hz takes 16.7 for one; gzip`,
    };
  },
};

/** Seconds to the first steps, and the memory of four lanes. */
async function measureStage(rounds: number): Promise<{ first: number; megabytes: number }> {
  const served = await openStage();
  try {
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await served.call('POST', '/api/reset', {});
      await pause(1500); // the emulators that are kept warm come up in between
      seconds.push(await served.untilFirstSteps());
      await served.call('POST', '/api/stop', {});
    }
    const lanes = four.map((flow) => ({ flow, user: 'scripted' }));
    await served.call('PUT', '/api/lanes', { lanes });
    await pause(6000);
    await served.call('POST', '/api/start', {});
    await pause(3000);
    const megabytes = residentOf(served.child.pid ?? 0) / 1e6;
    return { first: median(seconds), megabytes };
  } finally {
    const over = once(served.child, 'close');
    served.child.kill('SIGINT');
    await over;
  }
}

interface Served {
  child: ChildProcess;
  call(method: string, path: string, body: unknown): Promise<void>;
  /** Seconds. */
  untilFirstSteps(): Promise<number>;
}

async function openStage(): Promise<Served> {
  const child = ownProcess(() =>
    spawn(process.execPath, ['tools/start.mjs', 'flow-comparison', '--lang', 'en'], {
      cwd: workspace,
      env: cleanEnv(),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  let said = '';
  child.stdout?.on('data', (part: Buffer) => (said += part.toString()));
  while (!/Open (\S+)\n/.test(said)) {
    if (child.exitCode !== null) throw new Error(`the stage ended without its address: ${said}`);
    await pause(20);
  }
  const address = /Open (\S+)/.exec(said)?.[1] ?? '';
  const { origin } = new URL(address);
  const opened = await fetch(address, { redirect: 'manual' });
  const headers = { cookie: (opened.headers.get('set-cookie') ?? '').replace(/;.*/, ''), origin };
  const call = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(origin + path, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  return {
    child,
    call,
    async untilFirstSteps() {
      const over = new AbortController();
      // What is there already has been told before the start.
      const { body } = await fetch(`${origin}/api/events`, {
        headers: { ...headers, 'last-event-id': '1000000' },
        signal: over.signal,
      });
      const began = performance.now();
      await call('POST', '/api/start', {});
      let text = '';
      for await (const part of body ?? []) {
        text += Buffer.from(part as Uint8Array).toString();
        const seen = text.matchAll(/"type":"event","lane":"([^"]+)"/g);
        if (new Set([...seen].map(([, lane]) => lane)).size >= 2) break;
      }
      const took = (performance.now() - began) / 1000;
      over.abort();
      return took;
    },
  };
}

/** Bytes of a process and of all below it. */
function residentOf(top: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent = '', pages = ''] =
          /\) \S (\d+) (?:\S+ ){19}(\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [{ id: Number(name), parent: Number(parent), bytes: Number(pages) * 4096 }];
      } catch {
        return []; // it has just ended
      }
    });
  const below = (id: number): number[] => [
    id,
    ...all.filter(({ parent }) => parent === id).flatMap((one) => below(one.id)),
  ];
  const ids = new Set(below(top));
  return all.filter(({ id }) => ids.has(id)).reduce((sum, { bytes }) => sum + bytes, 0);
}
