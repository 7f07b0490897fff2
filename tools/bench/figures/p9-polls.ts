import { mkdtempSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { emulatorProcess } from '../emulator-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { postForm, type FormAnswer } from '../post-form.ts';
import { startProgram } from '../start-program.ts';

interface Facts {
  authority: string;
  ca: string;
}

/** Devices at once, which poll one after another. */
const DEVICES = 8;
/** Polls of each device in a round. */
const EACH = 250;

export const polls: Figure = {
  id: 'P9',
  what: 'emulator: pending polls a CPU second, against a minimal `node:https` server',
  target: '≥ 0.35',
  async measure({ rounds, folder }) {
    const dataDir = mkdtempSync(join(folder, 'polls-'));
    await using emulator = await emulatorProcess(0, dataDir);
    const start = (kind: string) => startProgram<Facts>('minimal-server', [dataDir, kind]);
    await using least = await start('least');
    await using express = await start('express');
    const codes = await Promise.all(Array.from({ length: DEVICES }, () => emulator.deviceCode()));
    const agent = new Agent({ keepAlive: true, ca: least.ca });
    const ask = (authority: string) => (device_code: string) =>
      postForm(`${authority}/x/oauth2/v2.0/token`, agent, {
        client_id: emulator.clientId,
        grant_type: 'device_code',
        device_code,
      });
    const all = (poll: (code: string) => Promise<FormAnswer>) => () =>
      Promise.all(codes.map((code) => device(poll, code)));
    try {
      const { minimal, alone, served } = await interleave(rounds, {
        minimal: () => least.during(all(ask(least.authority))),
        alone: () => express.during(all(ask(express.authority))),
        served: () => emulator.during(all(emulator.poll)),
      });
      const figure = ratio(minimal, served);
      const each = (side: number[]) => ((median(side) * 1000) / (DEVICES * EACH)).toFixed(0);
      return {
        figure: figure.toFixed(2),
        met: figure >= 0.35,
        note: `${each(served)} µs of CPU a poll against ${each(minimal)} µs; one route of Express alone ${each(alone)} µs, which is ${ratio(minimal, alone).toFixed(2)}`,
      };
    } finally {
      agent.destroy();
    }
  },
};

async function device(poll: (code: string) => Promise<FormAnswer>, code: string): Promise<void> {
  for (let done = 0; done < EACH; done += 1) {
    const { error } = (await poll(code)).body;
    if (error !== 'authorization_pending' && error !== 'device_code')
      throw new Error(`a poll was answered with ${error}`);
  }
}
