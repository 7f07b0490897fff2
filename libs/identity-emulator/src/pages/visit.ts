import type { ProtocolState } from '../protocol/protocol-state.ts';
import { attempts, type Attempts } from '../server/limits.ts';
import type { Clock } from '../server/clock.ts';
import type { Addresses } from '../server/addresses.ts';
import type { Outcome } from '../server/reply.ts';
import type { AskedSignIn, SignInOutcome } from '../protocol/tokens/authorization.ts';
import type { Sessions } from './sessions.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Html } from './html.ts';
import { signInFlows, type SignInFlows } from './sign-in-flows.ts';
import type { Texts } from './texts/texts.ts';

/** One request of a user's browser. */
export interface Visit extends BrowserSession {
  state: ProtocolState;
  pages: PagesState;
  addresses: Addresses;
  texts: Texts;
  /** The path segment that names the tenant; empty where there is none. */
  segment: string;
  query: URLSearchParams;
  form: URLSearchParams;
}

export interface Page {
  status?: number;
  title: string;
  body: Html;
  /** Whether it holds lists that stand side by side on a wide screen. */
  isWide?: true;
  /** Origin, or scheme, beside our own that forms of this page may lead to. */
  formTarget?: string | undefined;
  /** True for the one page that sends its form by itself. */
  hasScript?: true;
}

/** `outcome` is what a fault makes of it: any answer, or none. */
export type PageReply = Page | { redirect: string } | { outcome: Outcome };

/** One page with its form. Each file of `steps` exports these. */
export interface Step {
  path: string;
  show: (visit: Visit) => PageReply | Promise<PageReply>;
  submit?: (visit: Visit) => PageReply | Promise<PageReply>;
}

/** What the pages remember between two requests. */
export interface PagesState {
  sessions: Sessions;
  /**
   * How a scripted user answers a page, when a rule says so.
   *
   * @returns undefined for a page that waits for a user
   */
  answerPage(asked: AskedSignIn): Promise<SignInOutcome | undefined>;
  flows: SignInFlows;
  /** RFC 8628 5.1: guesses of user codes, of one browser session and of all together. */
  codeGuesses: Attempts;
  allCodeGuesses: Attempts;
  /** Wrong passwords of one account. */
  passwordGuesses: Attempts;
  /** Wrong numbers and one-time codes of one account. */
  secondFactorGuesses: Attempts;
}

export const createPagesState = (
  clock: Clock,
  kept: Pick<PagesState, 'sessions' | 'answerPage'>,
): PagesState => ({
  ...kept,
  flows: signInFlows(clock),
  codeGuesses: attempts(clock, 10, 10 * 60_000),
  allCodeGuesses: attempts(clock, 100, 10 * 60_000),
  passwordGuesses: attempts(clock, 10, 60_000),
  secondFactorGuesses: attempts(clock, 5, 10 * 60_000),
});

/**
 * Notes in the trace that an app sent a browser, without what it sent.
 *
 * @param endpoint last part of its path
 */
export function recordVisit(
  { state, query, segment }: Visit,
  endpoint: 'authorize' | 'adminconsent' | 'logout',
  correlationId: string,
  status: number,
  error?: string,
): void {
  const clientId = query.get('client_id');
  const version = endpoint === 'adminconsent' ? 'v2.0' : 'oauth2/v2.0';
  state.exchanges.add({
    at: new Date(state.clock.now()).toISOString(),
    endpoint,
    method: 'GET',
    path: `/${segment}/${version}/${endpoint}`,
    status,
    ...(error !== undefined && { error }),
    ...(clientId && { clientId }),
    ...(correlationId && { correlationId }),
  });
}
