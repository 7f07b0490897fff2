import { beforeEach } from '@jest/globals';
import { emulator, place, useSample } from '@entra-flows/sample-testing';

export const ADELE = 'adele@contoso.example';

/** For a spec file: an emulator in which Adele approves each sign-in. */
export function useAzureSample(): void {
  useSample('cli-azure-sdk', { deviceCode: { interval: 0.1 } });
  beforeEach(() => emulator.control.user({ does: 'approve', as: ADELE }));
}

/** Runs the sample; returns what it asked of the emulator, too. */
export async function asking(args: string[] = [], at = place) {
  const before = (await emulator.control.exchanges()).length;
  const ended = await at.run(args).ended;
  const asked = (await emulator.control.exchanges()).slice(before);
  const names = asked.map(({ endpoint, grantType }) => grantType?.split(':').at(-1) ?? endpoint);
  return { ...ended, asked: names };
}
