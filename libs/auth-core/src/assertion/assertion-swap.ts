import { randomUUID } from 'node:crypto';
import { currentCall } from '../msal/call-context.ts';
import type { Send } from '../http/http.ts';

/** What goes to the token endpoint in place of a code (RFC 7522, 2.1). */
export interface AssertionGrant {
  grantType: string;
  /** A SAML assertion as XML: a bearer secret. */
  assertion: string;
  /** The code that MSAL is given, and that must never be sent. */
  placeholder: string;
}

const MARK = 'urn:entra-flows:assertion-placeholder:';

/** A code that no authority gave, for one call. */
export function assertionPlaceholder(): string {
  return MARK + randomUUID();
}

/**
 * Lets a public MSAL call carry a grant that MSAL Node lacks: where it would redeem the placeholder
 * as a code, the call's assertion goes out, once. MSAL sees the answer and fills its cache.
 *
 * @throws {TypeError} when a placeholder would be sent as it is: of another call, or a second time
 * @see RFC 7521, 4.1; RFC 7522, 2.1
 */
export function withAssertionSwap(send: Send): Send {
  return async (request) => {
    const form = new URLSearchParams(request.body ?? '');
    if (![...form.values()].some((value) => value.startsWith(MARK))) return send(request);
    const call = currentCall();
    const grant = call?.assertion;
    const isCode = form.get('grant_type') === 'authorization_code';
    if (!grant || !isCode || form.get('code') !== grant.placeholder) {
      throw new TypeError('refused to send the placeholder of an assertion');
    }
    call.assertion = undefined;
    for (const name of ['code', 'redirect_uri', 'code_verifier']) form.delete(name);
    form.set('grant_type', grant.grantType);
    // RFC 7522 says base64url; Entra's own libraries send base64, and Entra takes that.
    form.set('assertion', Buffer.from(grant.assertion).toString('base64'));
    return send({ ...request, body: form.toString() });
  };
}
