import type { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { PublicClientApplication } from '@azure/msal-node';
import { toFetch, type UserTokenCredential } from '@entra-flows/auth-core';
import { checkAnswer } from './sdk-error.ts';

/** What the client of Azure Resource Manager is made of. */
interface AzureOptions {
  client: PublicClientApplication;
  credential: UserTokenCredential;
  arm: { endpoint: string; scope: string };
}

/**
 * A client of Azure Resource Manager over auth-core's network. It asks the credential for tokens by itself,
 * also for one that satisfies a claims challenge.
 *
 * @see https://learn.microsoft.com/javascript/api/@azure/core-rest-pipeline/httpclient
 */
export async function subscriptionClient({
  client,
  credential,
  arm,
}: AzureOptions): Promise<SubscriptionClient> {
  // Loaded where they are needed: --help and --sign-out start without them.
  const { SubscriptionClient } = await import('@azure/arm-resources-subscriptions');
  const { createHttpHeaders } = await import('@azure/core-rest-pipeline');
  const fetch = toFetch(client, { allowedOrigins: [new URL(arm.endpoint).origin] });

  const httpClient: HttpClient = {
    async sendRequest(request) {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJSON(),
        body: (request.body ?? null) as string | null,
        signal: (request.abortSignal ?? null) as AbortSignal | null,
      });
      // A refusal is the SDK's to read: it may be a claims challenge.
      if (response.ok) await checkAnswer(response);
      return {
        request,
        status: response.status,
        headers: createHttpHeaders(Object.fromEntries(response.headers)),
        bodyAsText: await response.text(),
      };
    },
  };
  return new SubscriptionClient(credential, {
    endpoint: arm.endpoint,
    credentialScopes: arm.scope,
    httpClient,
    // `toFetch` repeats what is safe to repeat.
    retryOptions: { maxRetries: 0 },
  });
}

/** All entries of a list, of which the SDK gets one page after the other. */
export async function all<Entry>(list: AsyncIterable<Entry>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of list) entries.push(entry);
  return entries;
}
