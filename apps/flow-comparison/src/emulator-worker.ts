import { parentPort, workerData } from 'node:worker_threads';
import {
  defaultDirectory,
  type Directory,
  type IdentityEmulator,
  startIdentityEmulator,
} from '@entra-flows/identity-emulator';
import type { EmulatorAnswer, EmulatorCall, EmulatorFacts } from './lanes/emulators.ts';

/** All emulators of the stage, in one thread beside it: the second costs 3 MB, a thread of its own forty. */
const running = new Map<number, IdentityEmulator>();
const { failing } = workerData as { failing?: string };

/** Each user has a second factor, which only a policy asks for: a page can then ask, and a password alone cannot. */
const directory: Directory = {
  ...defaultDirectory,
  tenants: defaultDirectory.tenants.map((tenant) => ({
    ...tenant,
    users: tenant.users.map((user) =>
      user.mfa ? user : { ...user, mfa: 'authenticator-number', mfaByPolicyOnly: true },
    ),
  })),
};

const say = (answer: EmulatorAnswer) => parentPort?.postMessage(answer);

parentPort?.on('message', (call: EmulatorCall) => {
  const done = call.does === 'start' ? start(call) : end(call.id);
  done.catch((error: Error) => say({ id: call.id, failed: error.message }));
});

async function start({ id, options }: Extract<EmulatorCall, { does: 'start' }>): Promise<void> {
  if (failing) throw new Error(failing);
  const emulator = await startIdentityEmulator({ directory, ...options });
  running.set(id, emulator);
  say({ id, emulator: factsOf(emulator) });
}

async function end(id: number): Promise<void> {
  await running.get(id)?.close();
  running.delete(id);
  say({ id });
}

function factsOf(emulator: IdentityEmulator): EmulatorFacts {
  const { authority, clientId, ca, graph, arm, pages, users, controlUrl, controlSecret } = emulator;
  return { authority, clientId, ca, graph, arm, pages, users, controlUrl, controlSecret };
}
