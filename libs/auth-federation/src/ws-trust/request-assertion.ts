import type { ClientNetwork, HttpResponse } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import { FederationError } from '../federation-error.ts';
import type { TrustEndpoint } from '../mex/trust-endpoint.ts';
import { callOnPremises } from '../call-on-premises.ts';
import { issueAction, namespaces } from './namespaces.ts';
import { type Assertion, readTokenResponse } from './read-token-response.ts';
import { type TokenQuestion, writeTokenRequest } from './write-token-request.ts';
import { below, textOf } from '../xml/elements.ts';
import { parseXml } from '../xml/parse-xml.ts';

/**
 * Sends one request for an assertion.
 *
 * @param authorization - of HTTP, where that identifies the user
 * @returns the answer as it came; `assertionIn` reads it
 * @throws {FederationError} `adfs_unreachable`
 */
export function requestAssertion(
  { send }: ClientNetwork,
  endpoint: TrustEndpoint,
  question: TokenQuestion,
  { authorization, signal }: { authorization?: string; signal?: AbortSignal | undefined },
): Promise<HttpResponse> {
  return callOnPremises('adfs_unreachable', endpoint.url, () =>
    send({
      method: 'POST',
      url: endpoint.url,
      headers: {
        'content-type': 'application/soap+xml; charset=utf-8',
        soapaction: issueAction(endpoint.version),
        ...(authorization ? { authorization } : {}),
      },
      body: writeTokenRequest(endpoint, question),
      ...(signal ? { signal } : {}),
    }),
  );
}

/**
 * @throws {FederationError} `federated_service_returned_error`, with the fault's word as `subError`;
 *   `parsing_wstrust_response_failed`
 */
export function assertionIn(
  { status, text }: HttpResponse,
  { url, version }: TrustEndpoint,
): Assertion {
  const { host } = new URL(url);
  // AD FS sends faults with 500, other servers with 400 or even 200.
  const fault = readSoapFault(text);
  if (fault || status !== 200) {
    const what = fault ? [fault.subcode, fault.number].filter(Boolean).join(' ') : `HTTP ${status}`;
    throw new FederationError(
      'federated_service_returned_error',
      said({ en: `${host} answered ${what}`, ko: `${host}의 응답: ${what}` }),
      {
        subError: fault?.subcode ?? '',
      },
    );
  }
  try {
    return readTokenResponse(text, version);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    const message = said({
      en: `the answer of ${host} cannot be used: ${why}`,
      ko: `${host}의 응답을 쓸 수 없습니다: ${why}`,
    });
    throw new FederationError('parsing_wstrust_response_failed', message, { cause });
  }
}

/** Why a server refused a message, as far as a program or a user can use it. */
interface SoapFault {
  /** The word of a specification, such as `FailedAuthentication`. */
  subcode: string;
  /** The server's own number, such as `MSIS3126`. Its prose is in its own language, and not quoted. */
  number: string | undefined;
}

/**
 * @param text - of the server
 * @returns undefined for anything but a fault of SOAP 1.2
 * @see https://www.w3.org/TR/soap12-part1/#soapfault
 */
function readSoapFault(text: string): SoapFault | undefined {
  const { soap } = namespaces;
  try {
    const faults = below([parseXml(text)], [soap, 'Body'], [soap, 'Fault']);
    const [value] = below(faults, [soap, 'Code'], [soap, 'Subcode'], [soap, 'Value']);
    const [reason] = below(faults, [soap, 'Reason'], [soap, 'Text']);
    const subcode = /^(?:[\w.-]{1,60}:)?([A-Za-z]{1,60})$/.exec(textOf(value))?.[1];
    if (!subcode) return undefined;
    return { subcode, number: /^(?:MSIS|ID)\d{3,5}\b/.exec(textOf(reason))?.[0] };
  } catch {
    return undefined;
  }
}
