import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import {
  type CachedTokens,
  type FlowId,
  type FlowStep,
  messageLanguage,
} from '@entra-flows/auth-core';
import { takesSequences } from '@entra-flows/primitives/terminal-style';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import type { ApiToCall } from './api-to-call.ts';
import type { Explanation } from './explain.ts';
import { describeFailure, type FailureContext } from './describe-failure.ts';
import { nextSteps, type Typed } from './next-steps.ts';
import { plainJson, plainLine, plainText } from './plain-text.ts';
import { outputTexts, promptTexts } from './all-texts.ts';
import type { PromptTexts } from './prompt-texts.ts';
import type { SampleOptions } from './read-options.ts';
import { type Screen, screenOf, type ShownStream, writeLine } from './screen.ts';
import { timeText } from './time-text.ts';
import { UsageError } from './usage-error.ts';
import { whyNotHere } from './why-not-here.ts';

/** The two streams of a program: answers go to stdout, everything else for the user to stderr. */
export interface Streams {
  /** stdout */
  out: ShownStream;
  /** stderr */
  err: ShownStream;
}

/** Prints results: as text at once, or with `--json` as one object at the end. */
export interface Output {
  /** Prints who signed in, whether the token came from the cache, and how long it is good. */
  token(result: AuthenticationResult): void;
  /**
   * Prints the content of the API's answer.
   *
   * @param api - default: Microsoft Graph; `key` names the member of the JSON object, default: `me` or `answer`
   */
  answer(answer: unknown, api?: Pick<ApiToCall, 'url' | 'isMe'> & { key?: string }): void;
  /** Says on stderr that no API was called, since the address of the API of these scopes is not known. */
  notCalled(scopes: readonly string[]): void;
  /** Prints the accounts that were signed out. */
  signedOut(accounts: AccountInfo[]): void;
  /** Prints the accounts of the cache, and which tokens it holds for each. */
  accounts(held: CachedTokens[]): void;
  /**
   * For `onStep` of `askInOrder`: says on stderr why another flow is taken. A later diagnosis does not
   * propose a flow that was skipped or has failed.
   */
  flowStep(step: FlowStep): void;
  /**
   * Writes what happened, why and what to do next on stderr, and puts the diagnosis of
   * `classifyAuthError` into the JSON object. Writes one word where the user stopped the program.
   *
   * @returns the exit code: 1, or that of the signal
   * @throws {UsageError} the error itself: wrong usage has a message of its own and exit code 2
   */
  failure(error: unknown): number;
  /** Ends the output: at a terminal with what to try next; with `--json`, writes the object. */
  end(): void;
}

/** What a diagnosis depends on. */
export interface OutputContext {
  /** Flow of the sample, so that a diagnosis proposes another one. */
  flow?: FlowId | undefined;
  /** Flows that may be proposed in its place, where they can work here; any, by default. */
  possible?: readonly FlowId[] | undefined;
  /** Why a flow cannot work on this machine; undefined where it can. Default: as `chooseFlow` says. */
  whyNot?: ((flow: FlowId) => string | undefined) | undefined;
  /** Returns the exit code of the signal that stopped the program; undefined without one. */
  interruption?: (() => number | undefined) | undefined;
  /** What `--explain` tells at the end. */
  explanation?: Explanation | undefined;
  /** How the program was started: what it proposes as next has the same options, where they matter. */
  typed?: Typed | undefined;
}

/** Makes the output of one run. */
export function createOutput(
  options: Pick<SampleOptions, 'json' | 'printToken'> &
    Partial<Pick<SampleOptions, 'verbose' | 'signOut'>>,
  { out, err }: Streams,
  {
    flow,
    possible = PROPOSED,
    whyNot = whyNotHere,
    interruption,
    explanation,
    typed = NOTHING_TYPED,
  }: OutputContext = {},
): Output {
  const isSignOut = options.signOut ?? false;
  const context: FailureContext = { flow, possible, left: possible, whyNot, typed, isSignOut };
  const said = new Set<string>();
  const found: Record<string, unknown> = {};
  let next: (() => string[]) | undefined;
  // Nothing of it is made for --json, which a script may ask for a hundred times.
  const say = (lines: (screen: Screen) => string[]) => {
    if (!options.json) out.write(`${lines(screenOf(out)).join('\n')}\n`);
  };
  const suggest = (end: { isSignedOut: boolean; fromCache: boolean }) => {
    next = () =>
      nextSteps({ ...end, flow, isExplained: explanation !== undefined, typed }, screenOf(out));
  };
  return {
    token(result) {
      Object.assign(
        found,
        tokenFacts(result),
        options.printToken && { accessToken: result.accessToken },
      );
      say((screen) => tokenLines(result, options.printToken, screen));
      suggest({ isSignedOut: false, fromCache: result.fromCache });
    },
    answer(answer, { url, isMe, key = isMe ? 'me' : 'answer' } = { url: '', isMe: true }) {
      found[key] = answer;
      say(({ style, width }) => {
        const { displayName, jobTitle } = Object(answer) as Record<string, unknown>;
        const { graphSays } = outputTexts[messageLanguage()];
        const whole = plainText(JSON.stringify(answer, undefined, 2));
        if (!isMe || typeof displayName !== 'string' || options.verbose)
          return [`  ${isMe ? graphSays : `${plainLine(url)}:`} ${whole}`];
        const title = typeof jobTitle === 'string' ? `, ${plainLine(jobTitle)}` : '';
        const line = `  ${graphSays} ${style.strong(plainLine(displayName))}${title}`;
        return [wrapWords(line, width)];
      });
    },
    notCalled(scopes) {
      const text = outputTexts[messageLanguage()].notCalled(plainLine(scopes.join(' ')));
      writeLine(text, err);
    },
    signedOut(accounts) {
      found['signedOut'] = accounts.map(({ username }) => username);
      const names = accounts.map(({ username }) => plainLine(username)).join(', ');
      explanation?.signedOut(names);
      say(({ style, width }) => {
        const texts = outputTexts[messageLanguage()];
        const done = `${style.good(style.signs.ok)} ${texts.signedOut(names)}`;
        return [wrapWords(names ? done : texts.notSignedIn, width, 2)];
      });
      if (names) suggest({ isSignedOut: true, fromCache: false });
    },
    accounts(held) {
      found['accounts'] = held.map(heldFacts);
      say((screen) => heldLines(held, screen));
    },
    flowStep(step) {
      if (step.step === 'tried') context.flow = step.flow;
      else context.left = context.left.filter((one) => one !== step.flow);
      const line = whyAnotherFlow(step, promptTexts[messageLanguage()]);
      if (line && !said.has(line)) writeLine(line, err);
      said.add(line);
    },
    failure(error) {
      if (error instanceof UsageError) throw error;
      next = undefined;
      const code = interruption?.();
      if (code !== undefined) {
        // The countdown may stand in this line: what waits for the flow has not ended yet.
        const wipe = takesSequences(err.isTTY ?? false) ? '\r\u001b[K' : '';
        err.write(`${wipe}${outputTexts[messageLanguage()].stopped}\n`);
        found['error'] = { category: 'user.cancelled', code: 'interrupted' };
        return code;
      }
      const { facts, message, lines } = describeFailure(error, 'username' in found, context);
      err.write(`${lines(screenOf(err)).join('\n')}\n`);
      found['error'] = { ...facts, message };
      return 1;
    },
    end() {
      if (explanation) {
        // With --json, stdout holds the object and nothing else.
        const stream = options.json ? err : out;
        stream.write(`\n${explanation.lines(screenOf(stream)).join('\n')}\n`);
        explanation.stop();
      }
      // A service has found nothing to print at its end.
      if (options.json) {
        if (Object.keys(found).length > 0) out.write(`${plainJson(found)}\n`);
      } else if (next && out.isTTY) out.write(`\n${next().join('\n')}\n`);
    },
  };
}

const NOTHING_TYPED: Typed = { args: [], own: {} };

/** All flows that a diagnosis proposes. */
const PROPOSED: readonly FlowId[] = ['broker', 'interactive', 'device-code'];

function whyAnotherFlow(step: FlowStep, texts: PromptTexts): string {
  if (step.step === 'skipped') return texts.codeWithoutBrowser(plainLine(step.reason, 300));
  if (step.step === 'tried' || !step.next) return '';
  const { code } = step.diagnosis;
  return step.next === 'device-code' ? texts.codeInstead : texts.browserInstead(plainLine(code));
}

function tokenFacts({ account, tenantId, fromCache, expiresOn, scopes }: AuthenticationResult) {
  const expires = isDate(expiresOn) ? expiresOn.toISOString() : undefined;
  return { username: account?.username, tenantId, fromCache, expiresOn: expires, scopes };
}

function tokenLines(
  { account, fromCache, expiresOn, accessToken, scopes }: AuthenticationResult,
  printToken: boolean,
  { style, width }: Screen,
): string[] {
  const texts = outputTexts[messageLanguage()];
  const isKnown = isDate(expiresOn);
  const facts = [
    fromCache ? texts.fromCache : texts.fromAuthority,
    ...(isKnown ? [texts.minutesLeft(minutesUntil(expiresOn))] : []),
  ];
  const user = style.strong(plainLine(account?.username ?? ''));
  const until = () => texts.goodUntil(timeText(expiresOn as Date), plainLine(scopes.join(' ')));
  return [
    wrapWords(`${style.good(style.signs.ok)} ${texts.signedIn(user, facts.join(', '))}`, width, 2),
    ...(fromCache || !isKnown ? [] : [wrapWords(`  ${style.soft(until())}`, width)]),
    ...(printToken ? [`  ${texts.accessToken} ${accessToken}`] : []),
  ];
}

function heldFacts({ account, accessTokens, hasRefreshToken }: CachedTokens) {
  const { username, tenantId, homeAccountId } = account;
  return { username, tenantId, homeAccountId, accessTokens, hasRefreshToken };
}

function heldLines(held: CachedTokens[], { style, width }: Screen): string[] {
  const texts = outputTexts[messageLanguage()];
  if (held.length === 0) return [texts.notSignedIn];
  const lines = held.flatMap(({ account, accessTokens, hasRefreshToken }) => [
    `${style.strong(plainLine(account.username))} (${plainLine(account.tenantId)})`,
    ...accessTokens.map(({ scopes, expiresOn }) => {
      const over = expiresOn.getTime() <= Date.now();
      const until = isDate(expiresOn) ? timeText(expiresOn) : '?';
      return `  ${plainLine(scopes.join(' '))}: ${over ? texts.expired(until) : texts.expires(until)}`;
    }),
    `  ${style.soft(hasRefreshToken ? texts.renewable : texts.notRenewable)}`,
  ]);
  return lines.map((line) => wrapWords(line, width, 4));
}

function isDate(date: Date | null): date is Date {
  return date !== null && !Number.isNaN(date.getTime());
}

function minutesUntil(date: Date): number {
  return Math.max(0, Math.round((date.getTime() - Date.now()) / 60_000));
}
