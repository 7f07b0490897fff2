import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodeFlags } from '../launch/programs.mjs';
import { ownProcess } from './own-processes.ts';
import { cleanEnv } from './run-to-end.ts';

const program = join(import.meta.dirname, '../../apps/flow-comparison/testing/measure-page.ts');

/** How the page of the stage draws a run of 2,000 exchanges. */
export interface PageFrames {
  /** ms of the longest picture of 120, by round. */
  scroll: number[];
  scrub: number[];
  /** Of all scripts, compressed. */
  scriptBytes: number;
}

/** What it costs the page's main thread to show a run, in ms by round. */
export interface PageGrowth {
  /** Exchanges of the run. */
  size: number;
  /** To load the page and draw the run. */
  opened: number[];
  /** To draw one moment, chosen with the slider. */
  scrub: number[];
}

/** Measured in a real Chromium. @throws where there is none */
export async function pageFigures(what: 'frames', rounds: number): Promise<PageFrames>;
export async function pageFigures(what: 'growth', rounds: number): Promise<PageGrowth[]>;
export async function pageFigures(what: string, rounds: number): Promise<unknown> {
  const args = [...nodeFlags, program, what, String(rounds)];
  const running = promisify(execFile)(process.execPath, args, { env: cleanEnv() });
  ownProcess(() => running.child);
  const { stdout } = await running.catch(({ stderr, message }: Error & { stderr?: string }) => {
    throw new Error(/^\S*Error: (.*)$/m.exec(stderr ?? '')?.[1] ?? message);
  });
  return JSON.parse(stdout) as unknown;
}
