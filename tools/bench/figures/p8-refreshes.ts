import { emulatorProcess } from '../emulator-process.ts';
import type { Figure } from '../figure.ts';
import { interleave, median, ratio } from '../interleave.ts';

/** Clients at once, each with a sign-in of its own. */
const CLIENTS = 8;
/** Refreshes of each client in a round. */
const EACH = 100;

export const refreshes: Figure = {
  id: 'P8',
  what: 'emulator: refreshes a CPU second, against the machine’s RS256 limit (two signatures each)',
  target: '≥ 0.6',
  async measure({ rounds }) {
    await using emulator = await emulatorProcess(0);
    const tokens: string[] = [];
    for (let index = 0; index < CLIENTS; index += 1) tokens.push(await emulator.signIn());
    const client = async (index: number): Promise<void> => {
      for (let done = 0; done < EACH; done += 1) {
        const { status, body } = await emulator.refresh(tokens[index] ?? '');
        if (status !== 200) throw new Error(`a refresh failed: ${body['error_description']}`);
        tokens[index] = body['refresh_token'] ?? '';
      }
    };
    const count = CLIENTS * EACH;
    const { limit, served } = await interleave(rounds, {
      limit: () => emulator.during(() => emulator.costs({ does: 'sign', count: 2 * count })),
      served: () => emulator.during(() => Promise.all(tokens.map((_, index) => client(index)))),
    });
    const figure = ratio(limit, served);
    const each = (median(served) / count).toFixed(2);
    const two = (median(limit) / count).toFixed(2);
    return {
      figure: figure.toFixed(2),
      met: figure >= 0.6,
      note: `${each} ms of CPU a refresh, two signatures alone ${two} ms; ${CLIENTS} clients that keep their connection`,
    };
  },
};
