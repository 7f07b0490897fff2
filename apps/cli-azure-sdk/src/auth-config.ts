import { type AuthConfig, sampleConfig } from '@entra-flows/sample-kit';

/** Names the folder of the token cache and its key in the keyring: two products must not share it. */
const APP_NAME = 'entra-flows';

/** Client ID, authority and web APIs, as the environment or `.env.local` names them, and a token cache. */
export const authConfig: AuthConfig = sampleConfig({ program: 'cli-azure-sdk', name: APP_NAME });
