import type { ProtocolState } from '../protocol/protocol-state.ts';
import { attempts, type Attempts } from '../server/limits.ts';
import type { Clock } from '../server/clock.ts';
import type { Addresses } from '../server/addresses.ts';
import type { Outcome } from '../server/reply.ts';
import type { Account } from '../directory/find-user.ts';
import type { Sessions } from './sessions.ts';
import type { BrowserSession } from './browser-session.ts';
import type { Html } from './html.ts';
import type { PageRequest } from './record-step.ts';
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
  /** How it is told to those who read steps. */
  request?: PageRequest;
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
  /** The AADSTS number that the page shows, where it does not let the user go on. */
  aadsts?: number;
  toApp?: AppAnswer;
}

/** What an app gets at the end of a sign-in. */
interface AppAnswer {
  address: string;
  parameters: Record<string, string>;
}

/** `outcome` is what a fault makes of it: any answer, or none. */
export type PageReply = Page | { redirect: string; toApp?: AppAnswer } | { outcome: Outcome };

/** One page with its form. Each file of `steps` exports these. */
export interface Step {
  path: string;
  show: (visit: Visit) => PageReply | Promise<PageReply>;
  submit?: (visit: Visit) => PageReply | Promise<PageReply>;
}

/** A sign-in that an app asks for, as rules look at it. */
export interface AskedPage {
  /** The authority's path segment. */
  segment: string;
  clientId: string;
  loginHint?: string | undefined;
}

/** What a scripted user does on the pages. */
export interface UserPlan {
  /** At home. */
  account: Account;
  /** Where the user declines; nowhere when absent. */
  declines?: 'at-once' | 'second-factor' | 'consent' | undefined;
  /** Of the pages; that of the visit when absent. */
  language?: 'en' | 'ko' | undefined;
  /** Milliseconds on each page. */
  stepMs?: number | undefined;
  /** Aborted when the user leaves, on whichever page. */
  signal?: AbortSignal | undefined;
}

/** What the pages remember between two requests. */
export interface PagesState {
  sessions: Sessions;
  /**
   * What a scripted user does with a sign-in that an app sent the browser for, when a rule says so.
   *
   * @returns undefined for a page that waits for a user
   */
  planFor(asked: AskedPage): Promise<UserPlan | undefined>;
  /** Lets them do it, from the first page to the answer. @throws PageProblem */
  walk(from: Visit, plan: UserPlan, first: PageReply): Promise<PageReply>;
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
  kept: Pick<PagesState, 'sessions' | 'planFor' | 'walk'>,
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
