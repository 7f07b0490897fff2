/** How Entra sends one AADSTS code. `{0}`, `{1}` in the text stand for values of the request. */
export interface AadstsEntry {
  status: number;
  /** Word of RFC 6749, RFC 8628 or Entra. */
  oauth: string;
  text: string;
  suberror?: string;
  /** True where Entra adds a claims challenge that a client must send back. */
  claims?: true;
  headers?: Record<string, string>;
}

const secondFactor = { status: 400, oauth: 'interaction_required', suberror: 'basic_action' };
const invalidClient = { status: 401, oauth: 'invalid_client' };
const invalidGrant = { status: 400, oauth: 'invalid_grant' };
const invalidRequest = { status: 400, oauth: 'invalid_request' };
const unavailable = { status: 503, oauth: 'temporarily_unavailable' };

/**
 * The codes that this emulator sends, or that its scenarios inject with their usual shape.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const aadstsTable: Readonly<Record<number, AadstsEntry>> = {
  16000: {
    status: 400,
    oauth: 'interaction_required',
    text: 'Several accounts are signed in, and none was chosen.',
  },
  50008: { ...invalidGrant, text: 'The SAML token is not valid. {0}' },
  50011: {
    ...invalidRequest,
    text: "The redirect URI '{0}' specified in the request does not match the redirect URIs configured for the application '{1}'.",
  },
  50107: {
    ...invalidGrant,
    text: "The requested federation realm object '{0}' does not exist.",
  },
  51004: {
    ...invalidGrant,
    text: "The user account '{0}' does not exist in the directory '{1}'. To sign in to this application, the account must be added to the directory.",
  },
  500112: {
    ...invalidGrant,
    text: "The reply address '{0}' does not match the reply address that was given when the authorization code was requested.",
  },
  50013: {
    ...invalidGrant,
    text: 'Assertion failed signature validation, or is malformed, or was issued by somebody else.',
  },
  500131: {
    ...invalidGrant,
    text: 'Assertion audience does not match the Client app presenting the assertion.',
  },
  500133: { ...invalidGrant, text: 'Assertion is not within its valid time range.' },
  500121: {
    ...secondFactor,
    text: 'Authentication failed during the strong authentication request.',
  },
  501481: {
    ...invalidGrant,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  501491: { ...invalidRequest, text: 'Invalid size of Code_Challenge parameter.' },
  50020: {
    ...invalidGrant,
    text: "User account '{0}' does not exist in tenant '{1}' and cannot access the application '{2}' in that tenant. Add the account as a guest there, or sign in with another account.",
  },
  50034: { ...invalidGrant, text: "The user account '{0}' does not exist in this directory." },
  50053: { ...invalidGrant, text: 'The account is locked: too many wrong passwords were tried.' },
  50055: {
    ...invalidGrant,
    suberror: 'user_password_expired',
    text: 'The password has expired.',
  },
  50057: { ...invalidGrant, text: 'The user account is disabled.' },
  50058: { status: 400, oauth: 'login_required', text: 'Nobody is signed in.' },
  50059: {
    ...invalidRequest,
    text: 'No tenant-identifying information was found in the request or implied by a credential.',
  },
  50074: { ...secondFactor, claims: true, text: 'Strong authentication is required.' },
  50076: {
    ...secondFactor,
    claims: true,
    text: 'Due to a change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
  },
  50079: {
    ...secondFactor,
    claims: true,
    text: 'You must enroll in multi-factor authentication to go on.',
  },
  50105: { ...invalidGrant, text: 'The signed-in user is not assigned to a role for the app.' },
  50126: { ...invalidGrant, text: 'Wrong user name or password.' },
  50133: { ...invalidGrant, suberror: 'bad_token', text: 'The session was revoked.' },
  50173: {
    ...invalidGrant,
    suberror: 'bad_token',
    text: 'The grant was revoked; a fresh one is needed. The user may have changed the password.',
  },
  50194: {
    ...invalidRequest,
    text: "Application '{0}' ({1}) is not configured as a multi-tenant app. Use a tenant-specific endpoint.",
  },
  50196: { ...invalidGrant, text: 'The server ended this request because of a request loop.' },
  500011: {
    status: 400,
    oauth: 'invalid_resource',
    text: "The resource principal named '{0}' was not found in the tenant.",
  },
  53000: {
    status: 400,
    oauth: 'interaction_required',
    suberror: 'additional_action',
    text: 'Your device does not comply with the policy that protects this resource.',
  },
  53003: {
    ...invalidGrant,
    suberror: 'message_only',
    text: 'Access was blocked by Conditional Access policies: they do not allow a token here.',
  },
  54005: { ...invalidGrant, text: 'The code was already redeemed; get a new one.' },
  65001: {
    ...invalidGrant,
    suberror: 'consent_required',
    text: 'The user or administrator has not consented to the use of this application.',
  },
  65004: { status: 400, oauth: 'access_denied', text: 'The user declined to consent to the app.' },
  70000: { ...invalidGrant, suberror: 'bad_token', text: 'The provided grant is not valid. {0}' },
  700016: {
    status: 400,
    oauth: 'unauthorized_client',
    text: "Application with identifier '{0}' was not found in the directory '{1}'.",
  },
  7000114: {
    status: 400,
    oauth: 'unauthorized_client',
    text: "Application '{0}' is not allowed to make application on-behalf-of calls.",
  },
  7000215: {
    ...invalidClient,
    text: "Invalid client secret provided for app '{0}'. Send the secret value, not the secret ID.",
  },
  7000216: {
    ...invalidClient,
    text: "'client_assertion' or 'client_secret' is required for the 'client_credentials' grant type.",
  },
  700025: {
    ...invalidClient,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    ...invalidClient,
    text: "Client assertion is not valid for app '{0}': signature, certificate, audience or time.",
  },
  7000014: {
    ...invalidGrant,
    text: "The provided value for the input parameter 'device_code' is not valid.",
  },
  7000218: {
    ...invalidClient,
    text: "The request body must contain 'client_assertion' or 'client_secret': public client flows are off for this application.",
  },
  70003: {
    status: 400,
    oauth: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{0}'.",
  },
  70008: { ...invalidGrant, text: 'The provided grant has expired or was revoked.' },
  700022: {
    ...invalidRequest,
    text: "The provided value for the input parameter 'scope' names more than one resource.",
  },
  700005: {
    ...invalidGrant,
    text: 'The authorization code is intended for use against another tenant.',
  },
  700054: {
    status: 400,
    oauth: 'unsupported_response_type',
    text: "The response_type '{0}' is not enabled for the application.",
  },
  700082: {
    ...invalidGrant,
    suberror: 'token_expired',
    text: 'The refresh token has expired due to inactivity.',
  },
  700084: {
    ...invalidGrant,
    suberror: 'token_expired',
    text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
  },
  70011: {
    status: 400,
    oauth: 'invalid_scope',
    text: "The provided value for the input parameter 'scope' is not valid. {0}",
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
  90002: {
    status: 400,
    oauth: 'invalid_tenant',
    text: "Tenant '{0}' not found. Check that this is the right tenant ID and the right cloud.",
  },
  900023: {
    ...invalidRequest,
    text: "Specified tenant identifier '{0}' is neither a valid DNS name, nor a valid external domain.",
  },
  240002: {
    ...invalidGrant,
    text: "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.",
  },
  90023: { ...invalidRequest, text: "Unsupported '{0}' value." },
  900971: { ...invalidRequest, text: 'No reply address provided.' },
  900144: {
    ...invalidRequest,
    text: "The request body must contain the following parameter: '{0}'.",
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
  9002313: { ...invalidRequest, text: 'The request is malformed or not valid. {0}' },
  900561: {
    ...invalidRequest,
    text: 'The endpoint only accepts {0} requests. Received a {1} request.',
  },
  90024: { ...unavailable, text: 'The request budget is exceeded. Try again.' },
  90033: { ...unavailable, text: 'A service is temporarily unavailable. Try again.' },
  90055: {
    status: 429,
    oauth: 'temporarily_unavailable',
    text: 'Too many requests for this tenant. Try again later.',
    headers: { 'retry-after': '10' },
  },
  90094: { ...invalidGrant, text: 'An administrator must consent to this application.' },
  90119: { ...invalidRequest, text: 'The user code is not valid, or has expired.' },
  90120: { ...invalidRequest, text: 'The user code was already used.' },
  90133: {
    ...invalidRequest,
    text: "Device code flow is not supported under '/common' or '/consumers'.",
  },
};
