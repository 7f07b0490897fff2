import { setTimeout as delay } from 'node:timers/promises';
import type { Directory } from '../../directory/directory.ts';
import { entraError, EntraError, oauthError, usualCode } from '../../errors/entra-error.ts';
import type { Outcome, Reply } from '../../server/reply.ts';
import type { Disturb, DisturbedRequest } from '../../server/server-state.ts';
import type { FaultAnswer, FaultList } from './fault.ts';

/**
 * Lets the faults of a list disturb requests.
 *
 * @param directory names the apps and APIs in the texts of injected errors
 * @param onRefused called when an injected error ends the wait of a device, with its number
 */
export const disturbBy =
  (
    faults: FaultList,
    directory: Directory,
    onRefused: (deviceCode: string, number?: number) => void,
  ): Disturb =>
  async (place, request, answerTruly) => {
    const fault = faults.take(place, request.grantType);
    if (!fault) return answerTruly();
    try {
      return await answerFault(fault, { ...request, directory }, answerTruly);
    } catch (error) {
      const deviceCode = request.get('device_code');
      if (place === 'token' && deviceCode && isFinal(error)) onRefused(deviceCode, error.code);
      throw error;
    }
  };

/** RFC 8628 3.5: what a device does not wait on after. */
const isFinal = (error: unknown): error is EntraError =>
  error instanceof EntraError &&
  error.entry.status < 429 &&
  !/^(authorization_pending|slow_down|temporarily_unavailable)$/.test(error.entry.oauth);

/** Answers as a fault says. @throws EntraError for injected errors */
async function answerFault(
  answer: FaultAnswer,
  request: RequestInDirectory,
  answerTruly: () => Promise<Reply>,
): Promise<Outcome> {
  if ('aadsts' in answer || 'oauth' in answer) throw injectedError(answer, request);
  if ('hang' in answer) return 'hang';
  if ('drop' in answer) return 'drop';
  if ('delayMs' in answer) {
    await delay(answer.delayMs, undefined, { ref: false });
    return answerTruly();
  }
  if ('truncate' in answer) return truncated(await answerTruly());
  if ('merge' in answer) return merged(await answerTruly(), answer.merge);
  const { status, headers, body = '', type = 'text/plain; charset=utf-8' } = answer;
  return { status, body, type, ...(headers && { headers }) };
}

function truncated(reply: Reply): Reply {
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const type = reply.type ?? 'application/json; charset=utf-8';
  return { ...reply, type, body: text.slice(0, Math.floor(text.length / 2)) };
}

function merged(reply: Reply, fields: Record<string, unknown>): Reply {
  if (typeof reply.body === 'string') return reply;
  const entries = Object.entries({ ...reply.body, ...fields });
  return { ...reply, body: Object.fromEntries(entries.filter(([, value]) => value != null)) };
}

interface RequestInDirectory extends DisturbedRequest {
  directory: Directory;
}

/** An injected error with the values of the request in its text, as if it had arisen there. */
function injectedError(
  answer: { aadsts: string } | { oauth: string },
  request: RequestInDirectory,
): EntraError {
  const number = 'aadsts' in answer ? Number(answer.aadsts.replace(/^AADSTS/i, '')) : undefined;
  const code = number ?? ('oauth' in answer ? usualCode(answer.oauth) : undefined);
  if (code === undefined) return injected(oauthError('oauth' in answer ? answer.oauth : ''));
  const values = (placeholders[code] ?? []).map((name) => facts[name](request));
  return injected(entraError(code, ...values));
}

/** Marks the text, so that an injected error cannot be taken for one that arose by itself. */
const injected = ({ code, entry, message }: EntraError): EntraError =>
  new EntraError(code, entry, `${message} (scenario of the local emulator)`);

type Fact = (request: RequestInDirectory) => string;

const sent =
  (...names: string[]): Fact =>
  ({ get }) =>
    names.map(get).find(Boolean)?.slice(0, 200) ?? 'unknown';

const clientId = sent('client_id');

const facts = {
  clientId,
  app: (request) =>
    request.directory.tenants
      .flatMap(({ apps }) => apps)
      .find((app) => app.clientId === clientId(request).toLowerCase())?.name ?? 'unknown',
  redirectUri: sent('redirect_uri'),
  username: sent('username', 'login_hint'),
  grantType: sent('grant_type'),
  responseType: sent('response_type'),
  scope: sent('scope'),
  tenant: ({ segment }) => segment.slice(0, 200) || 'unknown',
  api: ({ directory }) => directory.resources[0]?.name ?? 'unknown',
  allowed: () => 'POST',
  method: ({ method }) => method,
  unknown: () => 'unknown',
} satisfies Record<string, Fact>;

/** What stands in the place of `{0}`, `{1}`, … of a number's text; a reason is left out. */
const placeholders: Readonly<Record<number, readonly (keyof typeof facts)[]>> = {
  50011: ['redirectUri', 'clientId'],
  50020: ['username', 'tenant', 'app'],
  50034: ['username'],
  50107: ['unknown'],
  50194: ['clientId', 'app'],
  51004: ['username', 'tenant'],
  500011: ['scope'],
  500112: ['redirectUri'],
  650053: ['app', 'scope', 'api'],
  70003: ['grantType'],
  700016: ['clientId', 'tenant'],
  700027: ['clientId'],
  700054: ['responseType'],
  7000114: ['clientId'],
  7000215: ['clientId'],
  90002: ['tenant'],
  90023: ['unknown'],
  900023: ['tenant'],
  900144: ['unknown'],
  900561: ['allowed', 'method'],
  9002326: ['unknown'],
  9002332: ['clientId', 'app'],
};
