import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { IdentityEmulator } from '@entra-flows/identity-emulator';

/** What the emulator's AD FS says of itself, for a spec to change. */
export function mexDocument({ authority, ca }: IdentityEmulator): Promise<string> {
  return new Promise((resolve, reject) => {
    const url = new URL('/adfs/services/trust/mex', authority);
    request(url, { ca }, (answer) => resolve(text(answer)))
      .on('error', reject)
      .end();
  });
}

/** As an AD FS that knows only the draft of 2005. */
export const only2005 = (mex: string): string => mex.replaceAll('/ws-trust/200512', '/ws-trust/x');
