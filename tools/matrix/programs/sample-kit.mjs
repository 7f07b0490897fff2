// A sample over the kit: device code, a cache where the kit puts it, output as samples have it.
import { PublicClientApplication } from '@azure/msal-node';
import {
  acquireToken,
  acquireTokenByDeviceCode,
  publicClientConfiguration,
} from '@entra-flows/auth-core';
import { deviceCodeDisplay, runSample, sampleConfig } from '@entra-flows/sample-kit';

const about = { name: 'matrix', summary: 'signs in.', options: {} };
const authConfig = sampleConfig({ name: 'matrix' });

await runSample(about, async ({ options, output, signal }) => {
  try {
    const { api: _, ...config } = await authConfig(options);
    const client = new PublicClientApplication(publicClientConfiguration(config));
    const { scopes, timeout } = options;
    const { done, ...display } = deviceCodeDisplay(options);
    const result = await acquireToken(client, { scopes, signal }, (request) =>
      acquireTokenByDeviceCode(client, { ...request, timeout, ...display }).finally(done),
    );
    output.token(result);
  } catch (error) {
    return output.failure(error);
  }
});
