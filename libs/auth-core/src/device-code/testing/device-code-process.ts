import { PublicClientApplication } from '@azure/msal-node';
import { publicClientConfiguration } from '../../msal/public-client-configuration.ts';
import { acquireTokenByDeviceCode } from '../acquire-token-by-device-code.ts';
import { pendingDeviceCodeFile } from '../pending-device-code.ts';

/** A program that signs in once; it reports each thing that happens to its parent. */
export interface DeviceCodeTask {
  clientId: string;
  authority: string;
  ca: string;
  file: string;
  scopes: string[];
}

export type DeviceCodeNews =
  | { shown: string }
  | { polled: string }
  | { token: string }
  | { failed: string; message: string };

const task = JSON.parse(process.argv[2] ?? '') as DeviceCodeTask;
const report = (news: DeviceCodeNews) => process.send?.(news);
const { clientId, authority, ca, file, scopes } = task;
const trustedOrigins = [{ origin: new URL(authority).origin, ca }];

try {
  const client = new PublicClientApplication(
    publicClientConfiguration({ clientId, authority, trustedOrigins }),
  );
  const result = await acquireTokenByDeviceCode(client, {
    scopes,
    pending: pendingDeviceCodeFile({ file, protection: 'plaintext' }),
    deviceCodeCallback: ({ userCode }) => void report({ shown: userCode }),
    onPoll: ({ kind }) => report({ polled: kind }),
  });
  report({ token: result?.account?.username ?? '' });
} catch (error) {
  const { errorCode = '', message } = error as { errorCode?: string; message: string };
  report({ failed: errorCode, message });
}
process.disconnect();
