import {
  type AuthStep,
  describeAuthError,
  EXCHANGE_CHANNEL,
  type Exchange,
  type FlowId,
  STEP_CHANNEL,
} from '@entra-flows/auth-core';
import type { DiagnosisMessage } from '../messages.ts';
import { inSeconds } from '../run/diagram.ts';
import type { NewEvent } from './join-events.ts';
import type { ClientMessage } from './run-child.ts';

/** The channels of auth-core that lanes listen to. */
export const clientChannels: readonly string[] = [EXCHANGE_CHANNEL, STEP_CHANNEL];

/** The client's own exchange, for what the emulator's trace does not have. */
export const exchangeOf = ({ name, message }: ClientMessage): Exchange | undefined =>
  name === EXCHANGE_CHANNEL ? (message as unknown as Exchange) : undefined;

const stepOf = ({ name, message }: ClientMessage): AuthStep | undefined =>
  name === STEP_CHANNEL ? (message as unknown as AuthStep) : undefined;

/** A step of the client as an event of the list; undefined for what the emulator's trace tells better. */
export function clientEvent(message: ClientMessage): NewEvent | undefined {
  const step = stepOf(message);
  switch (step?.kind) {
    case 'cache-lookup':
      return inside(step.kind, {
        found: step.outcome === 'found',
        ...(step.username !== undefined && { account: step.username }),
      });
    case 'silent':
      return {
        ...inside(step.kind, { fromCache: step.outcome === 'cache', outcome: step.outcome }),
        // Without an account there is nothing to fail: the flow follows.
        ...(step.code !== undefined && !step.interactive && { failed: { code: step.code } }),
      };
    case 'ask-user':
      return inside(step.kind, { hasClaims: step.hasClaims });
    case 'device-code':
      return {
        ...{ source: 'client', kind: 'show-code', from: 'app', to: 'user' },
        note: { expiresIn: step.expiresIn, interval: step.interval },
      };
    case 'authorize':
      return { source: 'client', kind: 'open-browser', from: 'app', to: 'browser' };
    case 'poll':
      // Each poll is in the trace; that the next one comes later is not.
      return (step.outcome === 'slow-down' || step.outcome === 'fault') && step.wait !== undefined
        ? inside('retry-wait', { seconds: inSeconds(step.wait * 1000) })
        : undefined;
    case 'wait':
      return inside(step.reason === 'retry' ? 'retry-wait' : 'answer-wait', {
        seconds: step.seconds,
      });
    default:
      return undefined;
  }
}

const inside = (kind: string, note: NewEvent['note'] = {}): NewEvent => ({
  ...{ source: 'client', kind, from: 'app', to: 'app' },
  ...(Object.keys(note).length > 0 && { note }),
});

/**
 * What the client made of an answer that the trace cannot judge: none came, or what came is not the authority's.
 *
 * @returns undefined for an answer that is one
 */
export function uselessAnswer({
  url,
  status,
  failure,
  duration,
  response,
}: Exchange): NewEvent | undefined {
  if (failure !== undefined)
    return {
      ...inside('no-answer', { seconds: inSeconds(duration) }),
      failed: { code: failure },
    };
  const isPage = status === 200 && /^\[[1-9]\d* chars, no JSON/.test(response?.['body'] ?? '');
  // AD FS answers in XML, and an API as it likes.
  return isPage && /\/\.well-known\/|\/oauth2\//.test(url)
    ? { ...inside('bad-answer'), failed: { code: 'invalid_response' } }
    : undefined;
}

/** An exchange that the authority did not see. */
export function lostExchange(exchange: Exchange): NewEvent {
  const { method, url, status, duration, correlationId, request, response = {} } = exchange;
  return {
    ...{ source: 'client', kind: 'other', from: 'app', to: 'authority' },
    exchange: {
      method,
      path: URL.canParse(url) ? new URL(url).pathname : url,
      ...(status !== undefined && { status }),
      ms: duration,
      ...(correlationId !== undefined && { correlationId }),
      parameters: request,
      answer: response,
    },
    ...(exchange.failure !== undefined && { failed: { code: exchange.failure } }),
  };
}

/** What the library says of a failure, in the words of its diagnosis. */
export function diagnosisOf(
  message: ClientMessage,
): Omit<DiagnosisMessage, 'type' | 'lane' | 'at'> | undefined {
  const step = stepOf(message);
  if (step?.kind !== 'diagnosis') return undefined;
  return { ...diagnosisOfCode(step.code, step.flow), category: step.category };
}

/** What the library says of a code. */
export function diagnosisOfCode(
  code: string,
  flow?: FlowId,
): Omit<DiagnosisMessage, 'type' | 'lane' | 'at'> {
  // The error itself stays in the sample; its code is enough to find the words.
  const error = { errorCode: code, errorMessage: `${code}: `, name: 'ServerError' };
  const described = (language: 'en' | 'ko') =>
    describeAuthError(error, { language, ...(flow && { flow }) });
  const [en, ko] = [described('en'), described('ko')];
  // A sample proposes what can work on its machine; the stage can run each of them.
  const { category, tryInstead } = en.diagnosis;
  return {
    ...{ code, category },
    title: { en: en.why || en.what, ko: ko.why || ko.what },
    remedy: { en: en.next, ko: ko.next },
    ...(tryInstead && { insteadFlow: tryInstead }),
  };
}
