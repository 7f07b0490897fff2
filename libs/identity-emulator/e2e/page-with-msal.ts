import { PublicClientApplication } from '@azure/msal-browser';

// The other specs run in Node: only what this page uses of a browser is known to the compiler.
declare const document: {
  querySelector(selector: string): { textContent: string };
  body: { append(text: string): void };
};
declare const location: { origin: string };

/**
 * A single-page app for the specs, bundled and run in a browser: signs in by redirect, then asks
 * for a token silently and calls Graph. What it learns stands in the page.
 */
const { clientId, authority, metadata } = JSON.parse(
  document.querySelector('#settings').textContent,
) as Record<'clientId' | 'authority' | 'metadata', string>;
const client = new PublicClientApplication({
  auth: {
    clientId,
    authority,
    redirectUri: `${location.origin}/`,
    knownAuthorities: [new URL(authority).host],
    authorityMetadata: metadata, // of the origin that this page can reach
  },
  system: { loggerOptions: { loggerCallback: () => {} } },
});

const scopes = ['User.Read'];
await client.initialize();
const signedIn = await client.handleRedirectPromise();
const [account] = client.getAllAccounts();
if (!signedIn && !account) await client.loginRedirect({ scopes });
else if (account) {
  const fresh = await client.acquireTokenSilent({ scopes, account, forceRefresh: true });
  const pages = new URL((JSON.parse(metadata) as { token_endpoint: string }).token_endpoint).origin;
  const answer = await fetch(`${pages}/graph/v1.0/me`, {
    headers: { authorization: `Bearer ${fresh.accessToken}` },
  });
  const { displayName } = (await answer.json()) as { displayName: string };
  document.body.append(`${displayName}, from cache: ${fresh.fromCache}`);
}
