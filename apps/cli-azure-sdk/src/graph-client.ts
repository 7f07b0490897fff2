import type { PublicClientApplication } from '@azure/msal-node';
import { claimsChallenge, toFetch, type UserTokenCredential } from '@entra-flows/auth-core';
import type { Client, Context } from '@microsoft/microsoft-graph-client';
import { checkAnswer } from './sdk-error.ts';

/** What the client of Microsoft Graph is made of. */
interface GraphOptions {
  client: PublicClientApplication;
  credential: UserTokenCredential;
  api: { allowedOrigins: readonly string[] };
  scopes: string[];
  signal: AbortSignal;
}

/**
 * Microsoft Graph's client with one middleware in place of its default chain, which calls Node's own `fetch`
 * and knows no claims challenge. Repetitions are `toFetch`'s.
 *
 * @see https://learn.microsoft.com/graph/sdks/customize-client?tabs=typescript
 */
export async function graphClient({
  client,
  credential,
  api,
  scopes,
  signal,
}: GraphOptions): Promise<Client> {
  // Loaded where it is needed: --help and --sign-out start without it.
  const { Client, GraphClientError } = await import('@microsoft/microsoft-graph-client');
  const fetch = toFetch(client, api);

  async function execute(context: Context): Promise<void> {
    const send = async (claims?: string) => {
      const { token } = await credential.getToken(scopes, {
        abortSignal: signal,
        ...(claims === undefined ? {} : { claims }),
      });
      const headers = { ...context.options?.headers, authorization: `Bearer ${token}` };
      return fetch(context.request as string | Request, { ...context.options, headers, signal });
    };
    try {
      const first = await send();
      // Continuous access evaluation: once more, with a token that satisfies the claims.
      const claims = claimsChallenge(first);
      const answer = claims === undefined ? first : await send(claims);
      await checkAnswer(answer);
      context.response = answer;
    } catch (error) {
      // The client hands its own errors over, and keeps of any other one the message alone.
      throw Object.assign(new GraphClientError(), { customError: error });
    }
  }
  return Client.initWithMiddleware({ middleware: { execute } });
}
