import { acquireToken } from '@entra-flows/auth-core';
import type { Figure } from '../figure.ts';
import { signedIn } from '../signed-in.ts';

const neverAsk = async () => {
  throw new Error('a token that is still good was not found');
};

export const requestsOfASilentHit: Figure = {
  id: 'P2',
  title: 'requests of a silent hit',
  what: 'requests on the wire for a silent hit of a new client; with the authority down',
  target: '0; works',
  async measure({ folder }) {
    await using place = await signedIn(folder);
    const { control } = place.emulator;
    const request = { scopes: ['User.Read'] };
    const before = (await control.exchanges()).length;
    await acquireToken(place.newClient(), request, neverAsk);
    const requests = (await control.exchanges()).length - before;
    await place.emulator.close();
    const { fromCache } = await acquireToken(place.newClient(), request, neverAsk);
    return {
      figure: `${requests}; ${fromCache ? 'works' : 'fails'}`,
      met: requests === 0 && fromCache,
      note: 'counted by the emulator, then with the emulator closed',
    };
  },
};
