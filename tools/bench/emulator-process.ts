import { Agent } from 'node:https';
import { connectToControl, type ControlAddress } from '@entra-flows/identity-emulator';
import { postForm } from './post-form.ts';
import { startProgram } from './start-program.ts';

interface Facts {
  authority: string;
  ca: string;
  clientId: string;
  graph: string;
  address: ControlAddress;
}

/**
 * An emulator in a process of its own, and the calls of its clients.
 *
 * @param interval seconds between polls
 * @param dataDir where it keeps things; in memory when absent
 */
export async function emulatorProcess(interval: number, dataDir?: string) {
  const args = [String(interval), ...(dataDir === undefined ? [] : [dataDir])];
  const program = await startProgram<Facts>('emulator', args);
  const { authority, ca, clientId } = program;
  const agent = new Agent({ keepAlive: true, ca });
  const post = (path: string, form: Record<string, string>) =>
    postForm(`${authority}/oauth2/v2.0/${path}`, agent, { client_id: clientId, ...form });
  const deviceCode = async () =>
    (await post('devicecode', { scope: 'User.Read openid profile offline_access' })).body[
      'device_code'
    ] ?? '';
  const poll = (device_code: string) => post('token', { grant_type: 'device_code', device_code });
  const control = connectToControl(program.address);
  return {
    ...program,
    control,
    deviceCode,
    poll,
    refresh: (refresh_token: string) =>
      post('token', { grant_type: 'refresh_token', refresh_token }),
    /** @returns a refresh token */
    async signIn(): Promise<string> {
      await control.user({ does: 'approve' });
      return (await poll(await deviceCode())).body['refresh_token'] ?? '';
    },
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await program[Symbol.asyncDispose]();
    },
  };
}
