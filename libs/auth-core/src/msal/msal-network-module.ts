import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { scopesAsAsked } from './asked-scopes.ts';
import { currentCall } from './call-context.ts';
import { checkDiscovery } from './check-discovery.ts';
import { checkTokenAnswer } from './check-token-answer.ts';
import { foreignIssuer, knownIssuers } from './known-issuers.ts';
import { checkIdToken } from './id-token.ts';
import { refusePlaceholders } from './request-form.ts';
import { type HttpRequest, jsonObject, type Send } from '../http/http.ts';
import { serverError } from './server-error.ts';
import type { LinkSource } from '../http/web-link.ts';

/**
 * Gives MSAL a `Send` in the shape that it wants, and keeps what MSAL would drop: the failure
 * behind a discovery that "could not resolve endpoints", and the status of an answer that is not
 * JSON. Anything but a token answer never reaches MSAL, whose cache would keep it; nor does
 * an address that a browser must not open.
 *
 * @param pinned - origins with a certificate authority of their own, whose pages may be on http
 */
export function msalNetworkModule(send: Send, pinned: LinkSource['pinned'] = []): INetworkModule {
  const issuers = knownIssuers();
  const wire = refusePlaceholders(send);

  async function exchange<T>(
    method: HttpRequest['method'],
    url: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    const call = currentCall();
    const request: HttpRequest = {
      method,
      url,
      headers: { accept: 'application/json', ...options.headers },
      ...(options.body === undefined ? {} : { body: options.body }),
      ...(call?.signal ? { signal: call.signal } : {}),
    };
    try {
      const response = await (call?.wrap?.(wire) ?? wire)(request);
      if (call) call.answered = true;
      const body = jsonObject(response);
      if (!body) throw serverError(response, url);
      checkTokenAnswer(request, response, body);
      if (method === 'GET') {
        checkDiscovery(request, response, body, pinned);
        issuers.note(body);
        if (call) call.foreignIssuer = foreignIssuer(url, body);
      } else checkIdToken(request, response, body, { ...call, issuers });
      // MSAL treats a refused discovery as one without content; what it said is kept for the cause.
      if (call) call.failure = response.status < 400 ? undefined : serverError(response, url);
      if (typeof body['scope'] === 'string' && body['scope'])
        body['scope'] = scopesAsAsked(request, body['scope']);
      return { status: response.status, headers: response.headers, body: body as T };
    } catch (error) {
      if (call) call.failure = error;
      throw error;
    }
  }
  return {
    sendGetRequestAsync: (url, options) => exchange('GET', url, options),
    sendPostRequestAsync: (url, options) => exchange('POST', url, options),
  };
}
