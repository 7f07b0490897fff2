import { type AuthConfig, type SampleApp, sampleConfig } from '@entra-flows/sample-kit';

/** What a product makes its own. Its `clientId` and `authority` may stand here, too. */
export const app: SampleApp = {
  // Names the folder of the token cache and its key in the keyring: two products must not share it.
  name: 'entra-flows',
  // What a token is asked for, where `--scopes` does not say it.
  scopes: ['User.Read'],
};

/** Client ID, authority and web API, as `app`, the environment or `.env.local` names them, and a token cache. */
export const authConfig: AuthConfig = sampleConfig(app);
