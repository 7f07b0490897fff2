// The device code sample up to its token: the same parts, a key file instead of the keyring, no API call.
import {
  acquireToken,
  acquireTokenByDeviceCode,
  createPublicClient,
  fileCachePlugin,
  keyFromFile,
} from '@entra-flows/auth-core';
import { deviceCodeDisplay, runSample, whereIsTheAuthority } from '@entra-flows/sample-kit';

const about = { name: 'warm-token', summary: 'gets a token', options: {} };

await runSample(about, async ({ options, output, signal }) => {
  const { clientId, authority, emulator } = whereIsTheAuthority('warm-token');
  const client = createPublicClient({
    clientId,
    authority,
    cache: fileCachePlugin({
      file: options.cache ?? '',
      protection: keyFromFile(`${options.cache}.key`),
    }),
    trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
  });
  const { scopes } = options;
  const display = deviceCodeDisplay(options);
  output.token(
    await acquireToken(client, { scopes, signal }, (request) =>
      acquireTokenByDeviceCode(client, { ...request, deviceCodeCallback: display.show }),
    ),
  );
});
