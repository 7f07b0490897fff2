import { invalidGrant, invalidRequest, type AadstsEntry } from './shapes.ts';

/** Codes, tokens and assertions that are not, or no longer, good. */
export const grants: Readonly<Record<number, AadstsEntry>> = {
  240002: {
    ...invalidGrant,
    text: "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.",
  },
  50008: { ...invalidGrant, text: 'The SAML token is not valid. {0}' },
  500112: {
    ...invalidGrant,
    text: "The reply address '{0}' does not match the reply address that was given when the authorization code was requested.",
  },
  50013: {
    ...invalidGrant,
    text: 'Assertion failed signature validation, or is malformed, or was issued by another authority.',
  },
  500131: {
    ...invalidGrant,
    text: 'Assertion audience does not match the Client app presenting the assertion.',
  },
  500133: { ...invalidGrant, text: 'Assertion is not within its valid time range.' },
  50133: { ...invalidGrant, suberror: 'bad_token', text: 'The session was revoked.' },
  501481: {
    ...invalidGrant,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  50173: {
    ...invalidGrant,
    suberror: 'bad_token',
    text: 'The grant was revoked; a fresh one is needed. The user may have changed the password.',
  },
  50196: { ...invalidGrant, text: 'The server ended this request because of a request loop.' },
  54005: { ...invalidGrant, text: 'The code was already redeemed; get a new one.' },
  70000: { ...invalidGrant, suberror: 'bad_token', text: 'The provided grant is not valid. {0}' },
  7000014: {
    ...invalidGrant,
    text: "The provided value for the input parameter 'device_code' is not valid.",
  },
  700005: {
    ...invalidGrant,
    text: 'The authorization code is intended for use against another tenant.',
  },
  70008: { ...invalidGrant, text: 'The provided grant has expired or was revoked.' },
  700082: {
    ...invalidGrant,
    suberror: 'bad_token',
    text: 'The refresh token has expired due to inactivity.',
  },
  700084: {
    ...invalidGrant,
    text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
  },
  70016: {
    status: 400,
    oauth: 'authorization_pending',
    text: 'OAuth 2.0 device flow: the user has not signed in yet. Continue polling.',
  },
  700171: {
    status: 400,
    oauth: 'authorization_declined',
    text: 'The user declined the sign-in.',
  },
  70018: {
    status: 400,
    oauth: 'bad_verification_code',
    text: 'The verification code is not valid.',
  },
  70020: {
    status: 400,
    oauth: 'expired_token',
    text: "The provided value for the input parameter 'device_code' is not valid: this device code has expired.",
  },
  90119: { ...invalidRequest, text: 'The user code is not valid, or has expired.' },
  90120: { ...invalidRequest, text: 'The user code was already used.' },
};
