// The device code sample up to its token: the same parts, no API call, the key in a file or in the keyring.
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  publicClientConfiguration,
  fileCachePlugin,
  keyFromFile,
} from '@entra-flows/auth-core';
import { deviceCodeDisplay, runSample } from '@entra-flows/sample-kit';
import { readAuthorityConfig } from '@entra-flows/sample-kit/service';

const about = {
  name: 'warm-token',
  summary: 'gets a token',
  options: { keyring: { type: 'boolean', help: 'the key is in the keyring' } },
} as const;

await runSample(about, async ({ options, output, signal }) => {
  try {
    const { clientId, authority, emulator } = readAuthorityConfig();
    const client = new PublicClientApplication(
      publicClientConfiguration({
        clientId,
        authority,
        cache: fileCachePlugin({
          file: options.cache ?? '',
          protection: options.own.keyring ? 'keyring' : keyFromFile(`${options.cache}.key`),
        }),
        trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
      }),
    );
    const { scopes } = options;
    const display = deviceCodeDisplay(options);
    output.token(
      await acquireToken(client, { scopes, signal }, (request) =>
        acquireTokenByDeviceCode(client, {
          ...request,
          deviceCodeCallback: display.deviceCodeCallback,
        }),
      ),
    );
  } catch (error) {
    return output.failure(error);
  }
});
