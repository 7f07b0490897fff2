import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { interleave, median } from '../interleave.ts';
import { ownProcess } from '../own-processes.ts';
import { cleanEnv, runToEnd } from '../run-to-end.ts';

const workspace = join(import.meta.dirname, '../../..');
const nx = join(workspace, 'node_modules/nx/dist/bin/nx.js');

export const serve: Figure = {
  id: 'P13',
  title: 'nx serve to first line',
  what: '`nx serve cli-device-code`, warm, to the first line of the sample, beside `nx --version`',
  target: 'Nx + ≤ 1 s',
  async measure({ rounds, folder }) {
    const env = { ...cleanEnv(), EMULATOR_DATA: join(folder, 'emulator') };
    const { sample, nothing, graph } = await interleave(rounds, {
      sample: () => untilFirstLine(env),
      nothing: () => nxAlone(['--version'], /\d+\.\d+/),
      graph: () => nxAlone(['show', 'projects'], /cli-device-code/),
    });
    const more = median(sample) - median(nothing);
    return {
      figure: `Nx + ${more.toFixed(1)} s`,
      met: more <= 1,
      note: `${median(sample).toFixed(1)} s against ${median(nothing).toFixed(1)} s wall; ${median(graph).toFixed(1)} s for Nx to read the workspace (nx show projects); the emulator comes up in between`,
    };
  },
};

async function nxAlone(args: string[], expected: RegExp): Promise<number> {
  const start = performance.now();
  await runToEnd(process.execPath, [nx, ...args], workspace, expected);
  return (performance.now() - start) / 1000;
}

/** Seconds until the sample shows its code; then Ctrl-C, as at a terminal. */
async function untilFirstLine(env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now();
  const child = ownProcess(
    () =>
      spawn(process.execPath, [nx, 'serve', 'cli-device-code'], {
        cwd: workspace,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    true,
  );
  const ended = once(child, 'close');
  let said = '';
  const shown = new Promise<number>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        said += part.toString();
        if (/Code +\S+/.test(said)) resolve((performance.now() - start) / 1000);
      });
    }
  });
  const took = await Promise.race([shown, ended.then(() => undefined)]);
  if (took === undefined)
    throw new Error(`the sample ended without its code: ${said.slice(-1000)}`);
  if (child.pid) process.kill(-child.pid, 'SIGINT');
  await ended;
  return took;
}
