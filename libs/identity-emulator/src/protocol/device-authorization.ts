import { firstLanguage } from '@entra-flows/primitives/language';
import { findApp } from '../directory/find-app.ts';
import { findAudience } from '../directory/find-audience.ts';
import type { ProtocolState } from './protocol-state.ts';
import { entraError } from '../errors/entra-error.ts';
import { parameter, type ProtocolRequest, requiredParameter } from '../server/protocol-request.ts';
import { ownText } from '../server/redact-text.ts';
import type { Reply } from '../server/reply.ts';
import { resolveScopes } from './tokens/resolve-scopes.ts';

/**
 * Starts a device code flow.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-3.2
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code#device-authorization-response
 */
export async function deviceAuthorization(
  state: ProtocolState,
  request: ProtocolRequest,
): Promise<Reply> {
  if (request.method !== 'POST') throw entraError(900561, 'POST', request.method);
  const audience = findAudience(state.directory, request.segment);
  const app = findApp(state.directory, audience, parameter(request, 'client_id'));
  const scopes = resolveScopes(state.directory, requiredParameter(request, 'scope'), {
    app,
    resource: parameter(request, 'resource'),
  });
  const nonce = parameter(request, 'nonce');
  const { deviceCodeLifetime, deviceCodeInterval } = state.settings;
  const details = {
    clientId: app.clientId,
    segment: ownText(audience.segment),
    scope: scopes.asked.join(' '),
    clientInfo: parameter(request, 'client_info') === '1',
    interval: deviceCodeInterval,
    ...(nonce !== undefined && { nonce: ownText(nonce.slice(0, 1000)) }),
  };
  const issued = await state.deviceCodes.issue(details, deviceCodeLifetime);
  if (!issued) throw entraError(90055);
  state.onDeviceCode(issued.code);
  const body = {
    ...answer(request, issued.code.userCode),
    device_code: issued.deviceCode,
  };
  return {
    status: 200,
    body: { ...body, expires_in: deviceCodeLifetime, interval: deviceCodeInterval },
  };
}

function answer({ addresses, query }: ProtocolRequest, userCode: string) {
  const page = `${addresses.pagesOrigin}/devicelogin`;
  const language = firstLanguage([query.get('mkt') ?? '']) ?? 'en';
  return {
    user_code: userCode,
    verification_uri: page,
    // RFC 8628 3.3.1. Entra does not send it; the name of the parameter is the one its page reads.
    verification_uri_complete: `${page}?otc=${userCode}`,
    message: messages[language](page, userCode),
  };
}

/** In the language of `mkt`, as Entra does it. */
const messages = {
  en: (page: string, code: string) =>
    `To sign in, use a web browser to open the page ${page} and enter the code ${code} to authenticate.`,
  ko: (page: string, code: string) =>
    `로그인하려면 웹 브라우저에서 ${page} 페이지를 열고 ${code} 코드를 입력하여 인증하세요.`,
};
