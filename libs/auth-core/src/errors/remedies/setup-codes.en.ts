import type { CodeRemedy } from './remedy.ts';

/** Codes for which the app registration, or what the program asks for, has to change. Bare numbers are AADSTS codes. */
export const setupCodesEn = {
  '50059': [
    'The authority names no tenant, or the client ID is unknown to the shared one.',
    'End the authority with /<tenant ID>, and check the client ID.',
  ],
  '90133': [
    'Device code was not allowed on the shared authority.',
    'End the authority with /organizations or /<tenant ID>.',
  ],
  '90002': [
    'No tenant has this name or ID, or it has no active subscription.',
    'Correct the tenant in the authority; for another cloud, correct the host too.',
  ],
  '900023': [
    'The tenant in the authority is neither a domain name nor a GUID.',
    'Copy the "Directory (tenant) ID" from the app registration\'s overview.',
  ],
  '9001023': [
    'This grant does not work on /common or /consumers.',
    'End the authority with /organizations or /<tenant ID>.',
  ],
  '50194': [
    'The app is registered for one tenant, but the authority is /common.',
    'End the authority with /<tenant ID> of the app, or make it multitenant.',
  ],
  '700016': [
    'No app with this client ID exists in this tenant.',
    'Copy the "Application (client) ID" from the app registration, and check the tenant.',
  ],
  '7000112': [
    'The app is disabled in this tenant.',
    'Ask the administrator: Enterprise applications > the app > Properties > Enabled for users to sign in: Yes.',
  ],
  '7000218 invalid_client': [
    'The authority asks for a secret, which a public client does not have.',
    'In the app registration, Authentication > Allow public client flows: Yes.',
  ],
  '70002': [
    'The authority did not accept the app as a client.',
    'In the app registration, Authentication > Allow public client flows: Yes.',
  ],
  '700025': [
    'The app is a public client, but a secret was sent.',
    'Remove the client secret from the program.',
  ],
  '7000215 7000222': [
    'The client secret is wrong or expired.',
    'Make a new one under Certificates & secrets, and use its Value, not its ID.',
  ],
  '50011': [
    'The redirect URI is not in the app registration.',
    'Authentication > Add a platform > Mobile and desktop applications > http://localhost.',
  ],
  '9002327': [
    'The redirect URI is registered for single-page apps.',
    'Move it to "Mobile and desktop applications" in the app registration.',
  ],
  '70011': [
    'A scope is malformed or unknown.',
    'Write full scopes as <resource>/<permission>, or <resource>/.default alone.',
  ],
  '500011': [
    'The resource in the scope does not exist in this tenant.',
    'Check its spelling; if it is right, an administrator must first add that app to the tenant.',
  ],
  '650057': [
    'The app registration does not list the resource in the scope.',
    'API permissions > Add a permission, then sign in again.',
  ],
  '28003 28002': ['No usable scope was sent.', 'Name at least one scope, such as User.Read.'],
  '28000 AADB2C90146': [
    'The scopes name two APIs, and a token is good for one.',
    'Ask for the scopes of one API, and get the token for the other one in a second call, which is silent.',
  ],
  '9010010': [
    'The parameter "resource" and the scopes name different APIs.',
    'Leave "resource" out: the v2.0 endpoint takes the API from the scopes.',
  ],
  '650051 650052': [
    'The API in the scope has not been added to this tenant.',
    'Ask an administrator to subscribe to it, or to consent to the app, which adds it.',
  ],
  '650053': [
    'The API has no scope of this name.',
    'Compare the scope with API permissions in the app registration, and write the API in front of it: <API>/<scope>.',
  ],
  '1002012': [
    'An app that signs in by itself (client credentials) cannot ask for single scopes.',
    'Ask for <resource>/.default alone.',
  ],
  '500113 AADB2C90007': [
    'The app registration has no redirect URI.',
    'Authentication > Add a platform > Mobile and desktop applications > http://localhost.',
  ],
  unauthorized_client: [
    'The app does not exist for this kind of account, or may not use this flow.',
    'Check the client ID; for personal accounts, the supported account types of the app registration have to include them.',
  ],
  '7000229 900491': [
    'The app is not in this tenant yet.',
    'Have an administrator of the tenant consent to the app, or check the tenant in the authority.',
  ],
  '9002331 9002346': [
    'The app is registered for personal accounts only.',
    'End the authority with /consumers, or widen the supported account types of the app registration.',
  ],
  '7000012 70000121': [
    'What was to be redeemed comes from another tenant than the one that was asked.',
    'Sign in again with the authority that the program uses; for personal accounts it ends with /consumers or /common.',
  ],
  '5000225': [
    'The tenant is blocked, because it was not used for a long time.',
    'Ask its administrator to have it restored: https://aka.ms/TenantLifecycle.',
  ],
  '900439': [
    'The app belongs to the cloud of the US government, and the authority to the public one.',
    'Use https://login.microsoftonline.us as the host of the authority.',
  ],
  '700024': [
    'The assertion of the app is over, or not valid yet.',
    'Make a new one for each request, and set the clock of this machine right.',
  ],
  '70025': [
    'The app has no federated credential.',
    'Add one under Certificates & secrets > Federated credentials; it works some minutes later.',
  ],
  '70021 700211 700212 700213 7002137 7002138 7002381': [
    'The federated credential of the app does not match the issuer, the subject or the audience of the assertion.',
    'Certificates & secrets > Federated credentials: compare them with iss, sub and aud of the assertion.',
  ],
  'MSIS9223 MSIS9607': [
    'AD FS has no client with this ID.',
    'Copy the client identifier from the application group of AD FS.',
  ],
  'MSIS9221 MSIS9224': [
    'The redirect URI is not registered at AD FS.',
    'Add it to the native application in the application group; AD FS compares the port and the path too.',
  ],
  MSIS9605: [
    'AD FS does not let this client use the API.',
    'Ask the administrator of AD FS for the permission (Grant-AdfsApplicationPermission).',
  ],
} as const satisfies Record<string, CodeRemedy>;
