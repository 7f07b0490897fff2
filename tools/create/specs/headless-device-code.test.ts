import { test } from 'node:test';
import { emulator, start, testUsage, useEmulator } from './run-program.ts';

const user = 'adele@contoso.example';
useEmulator({ deviceCode: { interval: 0.1 } });

test('shows a code, works once the user has signed in, and stops on a signal', async () => {
  const service = start(['--json', '--port', '0']);
  await service.says(/"event":"sign-in-needed"/);
  await emulator.control.user({ does: 'approve', as: user });
  await service.says(/"event":"working"/);
  service.stop();
  await service.ends();
});

testUsage();
