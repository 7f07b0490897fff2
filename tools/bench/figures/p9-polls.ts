import { mkdtempSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { emulatorProcess } from '../emulator-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { otherEmulator } from '../other-emulator.ts';
import { postForm, type FormAnswer } from '../post-form.ts';
import { startProgram } from '../start-program.ts';

interface Facts {
  authority: string;
  ca: string;
}

/** Devices at once, which poll one after another. */
const DEVICES = 8;
/** Polls of each device in a round. */
const EACH = 125;

export const polls: Figure = {
  id: 'P9',
  title: 'emulator: pending polls',
  what: 'emulator: pending polls a CPU second, against a minimal `node:https` server',
  target: '≥ 0.4',
  async measure({ rounds, folder }) {
    const dataDir = mkdtempSync(join(folder, 'polls-'));
    await using emulator = await emulatorProcess(0, dataDir);
    const start = (kind: string) => startProgram<Facts>('minimal-server', [dataDir, kind]);
    await using least = await start('least');
    await using express = await start('express');
    await using oidcProvider = await otherEmulator('oidc-provider', folder);
    const codesOf = (one: { deviceCode(): Promise<string> }) =>
      Promise.all(Array.from({ length: DEVICES }, () => one.deviceCode()));
    const [codes, itsCodes] = await Promise.all([codesOf(emulator), codesOf(oidcProvider)]);
    const agent = new Agent({ keepAlive: true, ca: least.ca });
    const ask = (authority: string) => (device_code: string) =>
      postForm(`${authority}/x/oauth2/v2.0/token`, agent, {
        client_id: emulator.clientId,
        grant_type: 'device_code',
        device_code,
      });
    const all =
      (poll: (code: string) => Promise<FormAnswer>, by = codes) =>
      () =>
        Promise.all(by.map((code) => device(poll, code)));
    try {
      const { minimal, alone, served, oidc } = await interleave(rounds, {
        minimal: () => least.during(all(ask(least.authority))),
        alone: () => express.during(all(ask(express.authority))),
        served: () => emulator.during(all(emulator.poll)),
        oidc: () => oidcProvider.during(all(oidcProvider.poll, itsCodes)),
      });
      const figure = ratio(minimal, served);
      const each = (side: number[]) => ((median(side) * 1000) / (DEVICES * EACH)).toFixed(0);
      return {
        figure: figure.toFixed(2),
        theirs: {
          'oidc-provider': ratio(minimal, oidc).toFixed(2),
          'a route of Express alone': ratio(minimal, alone).toFixed(2),
        },
        limit: '1',
        met: figure >= 0.4,
        note: `${each(served)} µs of CPU a poll against ${each(minimal)} µs; one route of Express alone ${each(alone)} µs, oidc-provider ${each(oidc)} µs; oauth2-mock-server knows no device code flow`,
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
