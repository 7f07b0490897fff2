import { messageLanguage } from '@entra-flows/primitives/language';
import { publishStep } from '../diagnostics-channels.ts';
import { shownAddress } from '../http/record-exchanges.ts';
import { checkScopes } from '../requests/check-request.ts';
import { withCallContext } from '../msal/call-context.ts';
import { partsOf } from '../msal/client-network.ts';
import { type DeviceCodeSteps, withDeviceCodeSteps } from './device-code-steps.ts';
import { cancelled } from '../msal/msal-errors.ts';
import { bindingOf, type DeviceCodeFlow, deviceCodeFlow } from './device-code-flow.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** A request for a device code. */
export interface StartDeviceCodeRequest {
  /** Scopes of one resource, for instance `['User.Read']`. */
  scopes: string[];
  /** A claims challenge, as JSON text. */
  claims?: string | undefined;
  /** A GUID for the logs of both sides. */
  correlationId?: string | undefined;
  /** Ends the call at once, with `device_code_polling_cancelled`. */
  signal?: AbortSignal | undefined;
}

/**
 * Asks for a device code and returns at once: show `userCode` and `verificationUri` to the user,
 * then call `pollDeviceCode` from a loop of your own, in this process or in a later one.
 *
 * @param client - configured by `publicClientConfiguration`
 * @returns a flow that survives `JSON.stringify`; it holds a bearer secret
 * @throws {ServerError} the authority's answer, for instance AADSTS50059
 * @throws {ClientAuthError} `device_code_polling_cancelled` when `signal` is aborted
 * @see RFC 8628, 3.1 and 3.2
 */
export async function startDeviceCode(
  client: PublicClient,
  request: StartDeviceCodeRequest,
): Promise<DeviceCodeFlow> {
  checkScopes(request.scopes);
  const { correlationId, signal } = request;
  const binding = bindingOf(client, { scopes: request.scopes, claims: request.claims });
  let flow: DeviceCodeFlow | undefined;
  // MSAL has no call for this half of the grant, so its whole call is left after the first step.
  const leave = () => Promise.reject(new Error('the code has come'));
  const steps: DeviceCodeSteps = {
    obtain: async (ask) => {
      const code = await ask();
      flow = deviceCodeFlow(code, binding);
      const { expiresIn, interval } = code;
      const verificationUri = shownAddress(code.verificationUri);
      publishStep('device-code', () => ({ verificationUri, expiresIn, interval }), correlationId);
      return leave();
    },
    redeem: leave,
  };
  const { scopes, claims } = binding;
  try {
    const wrap = withDeviceCodeSteps(steps, partsOf(client).pinned);
    await withCallContext({ signal, wrap }, () =>
      client.acquireTokenByDeviceCode({
        scopes: [...scopes],
        deviceCodeCallback: () => undefined,
        ...inMessageLanguage(undefined),
        ...(claims ? { claims } : {}),
        ...(correlationId ? { correlationId } : {}),
      }),
    );
  } catch (error) {
    if (signal?.aborted) throw cancelled(signal.reason);
    if (!flow) throw error;
  }
  return flow as unknown as DeviceCodeFlow;
}

/**
 * Asks the authority for its message in the language of this program's. Nothing for English, which it writes
 * without being asked.
 *
 * @returns query parameters of the device code request
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code#device-authorization-response
 */
export function inMessageLanguage(
  given: Record<string, string> | undefined,
): { extraQueryParameters: Record<string, string> } | undefined {
  const wished = messageLanguage() === 'ko' ? { mkt: 'ko-KR' } : undefined;
  return given || wished ? { extraQueryParameters: { ...wished, ...given } } : undefined;
}
