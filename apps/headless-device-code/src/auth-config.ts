import type { PublicClientOptions } from '@entra-flows/auth-core';
import { type SampleApp, said, UsageError } from '@entra-flows/sample-kit';
import {
  type ApiToCall,
  apiToCall,
  readAuthorityConfig,
  verboseLog,
} from '@entra-flows/sample-kit/service';
import type { ServiceOptions } from './options.ts';
import { type TokenStorage, tokenStorage, type StorageContext } from './storage/token-storage.ts';

/** What a product makes its own. Its `clientId` and `authority` may stand here, too. */
export const app: SampleApp = {
  // Names the folder of the token cache and its key in the keyring: two products must not share it.
  name: 'entra-flows',
  // What a token is asked for, where `--scopes` does not say it.
  scopes: ['User.Read'],
};

/**
 * Client ID, authority and web API, as `app`, the environment or `.env.local` names them, and the storage of tokens.
 *
 * @throws {UsageError} for a setting or an option that is missing or malformed, with what to write
 */
export async function authConfig(
  options: ServiceOptions,
  context: Omit<StorageContext, 'appName'>,
): Promise<PublicClientOptions & { api: ApiToCall | undefined; storage: TokenStorage }> {
  if (options.printToken) {
    throw new UsageError(
      said({
        en: '--print-token is refused: a service does not write tokens to its log.',
        ko: '--print-token은 쓸 수 없습니다. 서비스는 토큰을 로그에 쓰지 않습니다.',
      }),
    );
  }
  const where = readAuthorityConfig(app);
  const { clientId, authority, emulator } = where;
  const api = apiToCall(options, where);
  const storage = await tokenStorage(where, options, { ...context, appName: app.name });
  const line = (text: string) => context.journal.debug('trace', { text: text.trimEnd() });
  return {
    clientId,
    authority,
    api,
    storage,
    cache: storage.cache,
    // The emulator's certificate is trusted for its own address only.
    trustedOrigins: emulator ? [{ origin: new URL(authority).origin, ca: emulator.ca }] : [],
    ...(options.verbose ? verboseLog({ write: line }, { oneLine: true }) : {}),
  };
}
