import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildApp } from '../launch/build-app.ts';
import { type AppInProcess, appInProcess } from '../testing/app-in-process.ts';
import { securityChecks } from '../testing/security-checks.ts';
import { usePlace } from '../testing/use-place.ts';

const shared = usePlace();

describe('Electron’s security checklist', () => {
  let running: AppInProcess;
  const built = () => join(shared.folder, 'app');
  beforeAll(async () => {
    await buildApp(built());
    running = await appInProcess(built(), { env: shared.place.env });
  });
  afterAll(() => running.end());

  test.each(Object.entries(securityChecks))('%s', async (_, check) => {
    const { emulator, place } = shared;
    expect(await check({ folder: built(), running, emulator, env: place.env })).toBe(true);
  });
});
