import { emulatorProcess } from '../emulator-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';
import { otherEmulator } from '../other-emulator.ts';
import type { FormAnswer } from '../post-form.ts';

/** Clients at once, each with a sign-in of its own. */
const CLIENTS = 8;
/** Refreshes of each client in a round. */
const EACH = 50;

export const refreshes: Figure = {
  id: 'P8',
  title: 'emulator: refreshes',
  what: 'emulator: refreshes a CPU second, against the machine’s RS256 limit (two signatures each)',
  target: '≥ 0.6',
  async measure({ rounds, folder }) {
    await using emulator = await emulatorProcess(0);
    await using oidcProvider = await otherEmulator('oidc-provider', folder);
    await using mockServer = await otherEmulator('oauth2-mock-server', folder);
    const tokens: string[] = [];
    for (let index = 0; index < CLIENTS; index += 1) tokens.push(await emulator.signIn());
    const count = CLIENTS * EACH;
    const refreshing = (one: Refreshing, all: string[]) => () =>
      one.during(() => Promise.all(all.map((_, index) => client(one, all, index))));
    const { limit, served, oidc, mock } = await interleave(rounds, {
      limit: () => emulator.during(() => emulator.costs({ does: 'sign', count: 2 * count })),
      served: refreshing(emulator, tokens),
      oidc: refreshing(oidcProvider, oidcProvider.refreshTokens),
      mock: refreshing(mockServer, mockServer.refreshTokens),
    });
    const figure = ratio(limit, served);
    const each = (side: number[]) => (median(side) / count).toFixed(2);
    return {
      figure: figure.toFixed(2),
      theirs: {
        'oidc-provider': ratio(limit, oidc).toFixed(2),
        'oauth2-mock-server': ratio(limit, mock).toFixed(2),
      },
      limit: '1',
      met: figure >= 0.6,
      note: `${each(served)} ms of CPU a refresh, two signatures alone ${each(limit)} ms, oidc-provider ${each(oidc)} ms, oauth2-mock-server, which keeps no tokens, ${each(mock)} ms; ${CLIENTS} clients that keep their connection`,
    };
  },
};

interface Refreshing {
  during(work: () => Promise<unknown>): Promise<number>;
  refresh(token: string): Promise<FormAnswer>;
}

/** @param tokens its newest one is put into its place */
async function client(emulator: Refreshing, tokens: string[], index: number): Promise<void> {
  for (let done = 0; done < EACH; done += 1) {
    const { status, body } = await emulator.refresh(tokens[index] ?? '');
    if (status !== 200 || !body['id_token'])
      throw new Error(`a refresh failed: ${body['error_description'] ?? status}`);
    tokens[index] = body['refresh_token'] ?? '';
  }
}
