import { setTimeout as delay } from 'node:timers/promises';
import type { Reply } from '../../server/reply.ts';
import { injectedError, type DisturbedRequest } from './injected-error.ts';
import type { ScenarioAnswer } from './scenario.ts';

/** A reply, or what happens to the connection instead. */
export type Outcome = Reply | 'hang' | 'drop';

/**
 * Answers as a scenario says.
 *
 * @param answerTruly what the endpoint would answer; called only where the scenario needs it, so
 *   that an injected failure never uses up a code or rotates a refresh token
 * @throws EntraError for injected errors
 */
export async function answerScenario(
  answer: ScenarioAnswer,
  request: DisturbedRequest,
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
