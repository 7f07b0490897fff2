import { mkdtempSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { type FormAnswer, postForm } from './post-form.ts';
import type { OtherEmulator } from './programs/other-emulator/src/main.ts';
import { startProgram } from './start-program.ts';

/** What one would take in the place of our emulator, in a process of its own, and the calls of its clients. */
export async function otherEmulator(kind: 'oidc-provider' | 'oauth2-mock-server', folder: string) {
  const own = mkdtempSync(join(folder, `${kind}-`));
  const program = await startProgram<OtherEmulator>('other-emulator', [own, kind]);
  const { ca, token, deviceCode, refreshTokens } = program;
  const agent = new Agent({ keepAlive: true, ca });
  const post = (url: string, form: Record<string, string>): Promise<FormAnswer> =>
    postForm(url, agent, { client_id: 'bench', ...form });
  return {
    ...program,
    refreshTokens,
    deviceCode: async () =>
      (await post(deviceCode ?? '', { scope: 'openid offline_access' })).body['device_code'] ?? '',
    poll: (device_code: string) =>
      post(token, { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code }),
    refresh: (refresh_token: string) => post(token, { grant_type: 'refresh_token', refresh_token }),
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await program[Symbol.asyncDispose]();
    },
  };
}
