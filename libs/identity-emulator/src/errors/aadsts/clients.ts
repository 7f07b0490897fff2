import { invalidClient, invalidRequest, type AadstsEntry } from './shapes.ts';

/** Apps that are unknown, not allowed, or do not authenticate. */
export const clients: Readonly<Record<number, AadstsEntry>> = {
  50011: {
    ...invalidRequest,
    text: "The redirect URI '{0}' specified in the request does not match the redirect URIs configured for the application '{1}'.",
  },
  50194: {
    ...invalidRequest,
    text: "Application '{0}' ({1}) is not configured as a multi-tenant app. Use a tenant-specific endpoint.",
  },
  7000114: {
    status: 400,
    oauth: 'unauthorized_client',
    text: "Application '{0}' is not allowed to make application on-behalf-of calls.",
  },
  700016: {
    status: 400,
    oauth: 'unauthorized_client',
    text: "Application with identifier '{0}' was not found in the directory '{1}'.",
  },
  7000215: {
    ...invalidClient,
    text: "Invalid client secret provided for app '{0}'. Send the secret value, not the secret ID.",
  },
  7000216: {
    ...invalidClient,
    text: "'client_assertion' or 'client_secret' is required for the 'client_credentials' grant type.",
  },
  7000218: {
    ...invalidClient,
    text: "The request body must contain 'client_assertion' or 'client_secret': public client flows are off for this application.",
  },
  700025: {
    ...invalidClient,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    ...invalidClient,
    text: "Client assertion is not valid for app '{0}': signature, certificate, audience or time.",
  },
  9001023: {
    ...invalidRequest,
    text: 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  },
  9002325: {
    ...invalidRequest,
    text: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  },
  9002326: {
    ...invalidRequest,
    text: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{0}'.",
  },
  9002327: {
    ...invalidRequest,
    text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  },
  9002332: {
    ...invalidRequest,
    text: "Application '{0}' ({1}) is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.",
  },
};
