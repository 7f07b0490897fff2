import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import {
  describeAuthError,
  type FlowId,
  type FlowStep,
  formatAuthError,
  type CachedTokens,
  messageLanguage,
} from '@entra-flows/auth-core';
import { ApiError } from './api-answer.ts';
import type { ApiToCall } from './api-to-call.ts';
import { StartupError } from './startup-error.ts';
import { optionHint } from './option-hint.ts';
import { plainJson, plainLine, plainText } from './plain-text.ts';
import { type PromptTexts, promptTexts } from './prompt-texts.ts';
import type { SampleOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';

/** The two streams of a program: answers go to stdout, everything else for the user to stderr. */
export interface Streams {
  /** stdout */
  out: { write(text: string): unknown };
  /** stderr */
  err: { write(text: string): unknown };
}

/** Prints results: as text at once, or with `--json` as one object at the end. */
export interface Output {
  /** Prints the account, whether the token came from the cache, and when it expires. */
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
  /** Ends the output: with `--json`, writes the object. */
  end(): void;
}

/** What a diagnosis depends on. */
export interface OutputContext {
  /** Flow of the sample, so that a diagnosis proposes another one. */
  flow?: FlowId | undefined;
  /** Flows that may be proposed in its place; any, by default. */
  possible?: readonly FlowId[] | undefined;
  /** Returns the exit code of the signal that stopped the program; undefined without one. */
  interruption?: (() => number | undefined) | undefined;
}

/** Makes the output of one run. */
export function createOutput(
  options: Pick<SampleOptions, 'json' | 'printToken'>,
  { out, err }: Streams,
  { flow, possible, interruption }: OutputContext = {},
): Output {
  const context: OutputContext = { flow, possible };
  const said = new Set<string>();
  const found: Record<string, unknown> = {};
  // Not made for --json: formatting the first date in the user's language takes half as long as Node's start.
  const say = (lines: () => string[]) => {
    if (!options.json) out.write(`${lines().join('\n')}\n`);
  };
  return {
    token(result) {
      Object.assign(
        found,
        tokenFacts(result),
        options.printToken && { accessToken: result.accessToken },
      );
      say(() => tokenLines(result, options.printToken));
    },
    answer(answer, { url, isMe, key = isMe ? 'me' : 'answer' } = { url: '', isMe: true }) {
      found[key] = answer;
      const name = isMe ? 'Graph /me' : plainLine(url);
      say(() => [`${name}: ${plainText(JSON.stringify(answer, undefined, 2))}`]);
    },
    notCalled(scopes) {
      const text = promptTexts[messageLanguage()].notCalled(plainLine(scopes.join(' ')));
      err.write(`${text}\n`);
    },
    signedOut(accounts) {
      found['signedOut'] = accounts.map(({ username }) => username);
      const names = accounts.map(({ username }) => plainLine(username)).join(', ');
      say(() => [names ? `signed out: ${names}` : 'nobody was signed in']);
    },
    accounts(held) {
      found['accounts'] = held.map(heldFacts);
      say(() => heldLines(held));
    },
    flowStep(step) {
      if (step.step === 'tried') context.flow = step.flow;
      else context.possible = (context.possible ?? PROPOSED).filter((one) => one !== step.flow);
      const line = whyAnotherFlow(step, promptTexts[messageLanguage()]);
      if (line && !said.has(line)) err.write(`${line}\n`);
      said.add(line);
    },
    failure(error) {
      if (error instanceof UsageError) throw error;
      const code = interruption?.();
      if (code !== undefined) {
        err.write(`${promptTexts[messageLanguage()].stopped}\n`);
        found['error'] = { category: 'user.cancelled', code: 'interrupted' };
        return code;
      }
      const { message, ...facts } = toldOf(error, 'username' in found, context);
      err.write(`${message}\n`);
      found['error'] = { ...facts, message };
      return 1;
    },
    end() {
      // A service has found nothing to print at its end.
      if (options.json && Object.keys(found).length > 0) out.write(`${plainJson(found)}\n`);
    },
  };
}

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

function tokenLines(result: AuthenticationResult, printToken: boolean): string[] {
  const { account, fromCache, expiresOn, accessToken } = result;
  return [
    `${plainLine(account?.username ?? '')}: token from ${fromCache ? 'cache' : 'authority'}`,
    ...(isDate(expiresOn)
      ? [`expires ${localTime(expiresOn)} (in ${minutesUntil(expiresOn)} min)`]
      : []),
    ...(printToken ? [`access token: ${accessToken}`] : []),
  ];
}

function heldFacts({ account, accessTokens, hasRefreshToken }: CachedTokens) {
  const { username, tenantId, homeAccountId } = account;
  return { username, tenantId, homeAccountId, accessTokens, hasRefreshToken };
}

function heldLines(held: CachedTokens[]): string[] {
  const texts = promptTexts[messageLanguage()];
  if (held.length === 0) return [texts.notSignedIn];
  return held.flatMap(({ account, accessTokens, hasRefreshToken }) => [
    `${plainLine(account.username)} (${plainLine(account.tenantId)})`,
    ...accessTokens.map(({ scopes, expiresOn }) => {
      const over = expiresOn.getTime() <= Date.now();
      const until = isDate(expiresOn) ? localTime(expiresOn) : '?';
      return `  ${plainLine(scopes.join(' '))}: ${over ? texts.expired(until) : texts.expires(until)}`;
    }),
    `  ${hasRefreshToken ? texts.renewable : texts.notRenewable}`,
  ]);
}

function isDate(date: Date | null): date is Date {
  return date !== null && !Number.isNaN(date.getTime());
}

function localTime(date: Date): string {
  return date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
}

function minutesUntil(date: Date): number {
  return Math.max(0, Math.round((date.getTime() - Date.now()) / 60_000));
}

/** @param hasToken - then it is the API that failed, and not the sign-in */
function toldOf(error: unknown, hasToken: boolean, context: OutputContext) {
  if (error instanceof ApiError) {
    const { retryAfter } = error.diagnosis;
    return {
      ...{ category: 'api', code: 'api_error' },
      ...(retryAfter === undefined ? {} : { retryAfter }),
      message: withHint(error.message, error),
    };
  }
  const description = describeAuthError(error, context);
  const { cause: _, ...facts } = description.diagnosis;
  if (error instanceof StartupError) return { ...facts, message: error.message };
  const text = formatAuthError(description);
  const message = hasToken
    ? `The token was obtained, but the call of the API failed.\n${text}`
    : withHint(text, facts.code);
  return { ...facts, message };
}

function withHint(text: string, failure: string | ApiError): string {
  const hint = optionHint(failure);
  return hint ? `${text}\n${hint}` : text;
}
