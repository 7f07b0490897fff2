import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { classifyAuthError, explainAuthError } from '@entra-flows/auth-core';
import { ApiError } from './api-answer.ts';
import { plainText } from './plain-text.ts';
import type { SampleOptions } from './read-options.ts';

/** The two streams of a program: answers on stdout, everything for the person's eyes on stderr. */
export interface Streams {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown };
}

/** Where a sample says what it found. As text, each thing at once; with `--json`, one object at the end. */
export interface Output {
  token(result: AuthenticationResult): void;
  /** What the API answered. */
  answer(me: Record<string, unknown>): void;
  signedOut(accounts: AccountInfo[]): void;
  /** The diagnosis: on stderr as text, and in the JSON object. */
  failure(error: unknown): void;
  /** Ends the output; with `--json` this is when the object is written. */
  end(): void;
}

export function createOutput(
  options: Pick<SampleOptions, 'json' | 'printToken'>,
  { out, err }: Streams,
): Output {
  const found: Record<string, unknown> = {};
  const say = (lines: string[]) => {
    if (!options.json) out.write(`${lines.join('\n')}\n`);
  };
  return {
    token(result) {
      Object.assign(
        found,
        tokenFacts(result),
        options.printToken && { accessToken: result.accessToken },
      );
      say(tokenLines(result, options.printToken));
    },
    answer(me) {
      found['me'] = me;
      say([`Graph /me: ${plainText(JSON.stringify(me, undefined, 2))}`]);
    },
    signedOut(accounts) {
      found['signedOut'] = accounts.map(({ username }) => username);
      const names = accounts.map(({ username }) => plainText(username)).join(', ');
      say([names ? `signed out: ${names}` : 'nobody was signed in']);
    },
    failure(error) {
      const message = error instanceof ApiError ? error.message : explainAuthError(error);
      err.write(`${message}\n`);
      found['error'] = { ...diagnosis(error), message };
    },
    end() {
      if (options.json) out.write(`${JSON.stringify(found)}\n`);
    },
  };
}

function tokenFacts({ account, tenantId, fromCache, expiresOn, scopes }: AuthenticationResult) {
  const expires = expiresOn?.toISOString();
  return { username: account?.username, tenantId, fromCache, expiresOn: expires, scopes };
}

function tokenLines(result: AuthenticationResult, printToken: boolean): string[] {
  const { account, fromCache, expiresOn, accessToken } = result;
  const minutes = expiresOn && Math.max(0, Math.round((expiresOn.getTime() - Date.now()) / 60_000));
  return [
    `${plainText(account?.username ?? '')}: token from ${fromCache ? 'cache' : 'authority'}`,
    ...(expiresOn ? [`expires ${expiresOn.toLocaleString()} (in ${minutes} min)`] : []),
    ...(printToken ? [`access token: ${accessToken}`] : []),
  ];
}

function diagnosis(error: unknown): Record<string, unknown> {
  if (error instanceof ApiError) return { category: 'api', code: 'api_error' };
  const { cause: _, ...facts } = classifyAuthError(error);
  return facts;
}
