import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  type AuthStep,
  EXCHANGE_CHANNEL,
  type Exchange,
  type FlowId,
  messageLanguage,
  STEP_CHANNEL,
} from '@entra-flows/auth-core';
import { inColumns } from '@entra-flows/primitives/in-columns';
import { explainTexts } from './all-texts.ts';
import { plainLine } from './plain-text.ts';
import type { Screen } from './screen.ts';

/** What `--explain` has seen of a run. */
export interface Explanation {
  /** What happened, a line a step, and where to read more. */
  lines(screen: Screen): string[];
  /** Tells it who was signed out, where the run did that. */
  signedOut(users: string): void;
  /** Stops listening. */
  stop(): void;
}

type Event = AuthStep | (Exchange & { kind: 'exchange' }) | { kind: 'signed-out'; users: string };

/** Far more than one run has. */
const MOST = 1_000;

/**
 * Listens from now on to what `auth-core` tells of its work.
 *
 * @param flow - of the sample: its documentation is linked to
 */
export function explainRun(flow: FlowId | undefined): Explanation {
  const events: Event[] = [];
  const keep = (event: Event) => {
    if (events.length < MOST) events.push(event);
  };
  const onStep = (step: unknown) => keep(step as AuthStep);
  const onExchange = (exchange: unknown) => keep({ ...(exchange as Exchange), kind: 'exchange' });
  subscribe(STEP_CHANNEL, onStep);
  subscribe(EXCHANGE_CHANNEL, onExchange);
  return {
    lines: (screen) => linesOf(told(events), flow, screen),
    signedOut: (users) => keep({ kind: 'signed-out', users }),
    stop() {
      unsubscribe(STEP_CHANNEL, onStep);
      unsubscribe(EXCHANGE_CHANNEL, onExchange);
    },
  };
}

const documentation = 'https://learn.microsoft.com/entra/';
const pages: Partial<Record<FlowId, string>> = {
  broker: 'msal/javascript/node/brokering',
  interactive: 'identity-platform/v2-oauth2-auth-code-flow',
  'device-code': 'identity-platform/v2-oauth2-device-code',
  'integrated-windows':
    'identity-platform/scenario-desktop-acquire-token-integrated-windows-authentication',
  'username-password': 'identity-platform/v2-oauth-ropc',
};
const silentPage = 'identity-platform/scenario-desktop-acquire-token';

function linesOf(steps: string[], flow: FlowId | undefined, { style, width }: Screen): string[] {
  const language = messageLanguage();
  const { title, more } = explainTexts[language];
  const base =
    language === 'ko' ? documentation.replace('/entra/', '/ko-kr/entra/') : documentation;
  return [
    `  ${style.strong(title)}`,
    ...inColumns(
      steps.map((text, index) => [String(index + 1), text] as const),
      { width, indent: '    ', look: style.soft },
    ),
    '',
    ...inColumns([[more, style.link(base + ((flow && pages[flow]) ?? silentPage))]], {
      width,
      first: [5, 8],
      look: style.soft,
    }),
  ];
}

/** The events as sentences. What a call of the API repeats, with the token that is there, is left out. */
function told(events: Event[]): string[] {
  const texts = explainTexts[messageLanguage()];
  const ofKind = <Kind extends Event['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<Event, { kind: Kind }> => event.kind === kind);
  const polls = ofKind('poll');
  const said: string[] = [];
  let hasToken = false;
  for (const event of events) {
    const line = sentence(event);
    if (line && !said.includes(line)) said.push(line);
  }
  const isSignOut = ofKind('signed-out').some(({ users }) => users);
  if (isSignOut && !isAsked()) said.push(texts.sessionStays);
  return said.length > 0 ? said : [texts.noToken];

  function sentence(event: Event): string | undefined {
    switch (event.kind) {
      case 'cache-lookup':
        return hasToken ? undefined : texts.lookup[event.outcome](plainLine(event.username ?? ''));
      case 'silent':
        if (hasToken && event.outcome === 'cache') return undefined;
        hasToken ||= event.outcome !== 'failed';
        if (event.outcome !== 'cache') return texts.silent[event.outcome](event.code ?? '');
        return texts.silent.cache + (isAsked() ? '' : texts.nobodyAsked);
      case 'ask-user':
        hasToken = false;
        return event.hasClaims ? texts.claims : undefined;
      case 'device-code':
        return texts.code(Math.round(event.expiresIn / 60), event.interval);
      case 'poll': {
        if (event !== polls.at(-1)) return undefined;
        hasToken = event.outcome === 'done';
        return texts.polled(polls.length, hasToken, event.code);
      }
      case 'authorize':
        return texts.authorize(plainLine(new URL(event.url).host));
      case 'redirect':
        return texts.redirect[event.outcome](event.code ?? '');
      case 'api-call':
        return texts.api(hostOf(event.url), event.status, event.duration, event.isChallenged);
      case 'exchange':
        return exchanged(event);
      case 'signed-out':
        return event.users ? texts.signedOut(event.users) : texts.lookup.none();
      case 'diagnosis':
        return texts.failed(plainLine(event.code));
      default:
        return undefined;
    }
  }

  function exchanged({ url, status, request, duration }: Exchange): string | undefined {
    if (/\/\.well-known\/|\/discovery\/instance/.test(url)) return texts.discovery;
    const grant = request['grant_type'] ?? '';
    const text = Object.entries(texts.grants).find(([name]) => grant.endsWith(name))?.[1];
    if (!text) return undefined;
    hasToken ||= status === 200;
    return `${text}: ${status ?? texts.noAnswer} (${duration} ms)`;
  }

  function isAsked(): boolean {
    const apis = new Set(ofKind('api-call').map(({ url }) => url));
    return ofKind('exchange').some(({ url }) => !apis.has(url));
  }
}

const hostOf = (url: string) => plainLine(url.replace(/^https:\/\//, ''), 80);
