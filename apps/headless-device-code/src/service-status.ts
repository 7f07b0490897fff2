import { EventEmitter } from 'node:events';
import type { DeviceCodePrompt, PollEvent } from '@entra-flows/auth-core';
import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { plainLine } from '@entra-flows/sample-kit';
import { WHY } from './server/status-texts.ts';

/** What a user needs to sign in. The device code, which is a secret, is not a part of it. */
export interface ShownCode {
  userCode: string;
  verificationUri: string;
  /** The link with the code in it, where the authority sends one. */
  verificationUriComplete?: string;
  /** Why the user is needed. */
  why: string;
  /** The authority's own message. */
  message: string;
  expiresOn: Date;
}

/** Why there is no token, or no answer of the API. */
export interface Trouble {
  /** Of the diagnosis, for programs. */
  code: string;
  /** What happened, why, and what to do next. */
  text: string;
  nextTry: Date;
}

/** The status that all displays show. */
export interface StatusView {
  state: 'starting' | 'waiting-for-sign-in' | 'working' | 'in-trouble';
  code?: ShownCode;
  username?: string;
  lastSuccess?: Date;
  trouble?: Trouble;
  /** Set while the disk takes nothing: what a restart would lose, and why. */
  notKept?: string;
}

/** What was counted since the start. */
export interface Counts {
  codes: number;
  codesUnused: number;
  pollFaults: number;
  successes: number;
  failures: number;
}

/** What one round of work brought. */
export interface Worked {
  result: AuthenticationResult;
}

export interface ServiceStatus {
  readonly view: StatusView;
  readonly counts: Counts;
  /** @param account - the account whose saved sign-in is no longer enough */
  codeIsShown(prompt: DeviceCodePrompt, account?: AccountInfo): void;
  polled(event: PollEvent): void;
  /** The code cannot be used any more: it has run out, was declined, or has brought a token. */
  codeIsOver(): void;
  /** The code has brought a token; @returns it */
  codeIsUsed<Result extends AuthenticationResult | null>(result: Result): Result;
  worked(done: Worked): void;
  failed(trouble: Trouble): void;
  /** @param why - undefined: the disk takes everything again */
  kept(why?: string): void;
  /** Calls the listener on each change, with the view before it. */
  onChange(listener: (view: StatusView, before: StatusView) => void): void;
  /** Calls the listener on each sign-in, with the user name. */
  onSignIn(listener: (username: string) => void): void;
  /** Calls the listener on each poll without a usable answer. */
  onPollFault(listener: (event: PollEvent) => void): void;
}

/** Collects what the parts of the service report, and passes it on to all displays. */
export function serviceStatus(): ServiceStatus {
  const events = new EventEmitter<{
    change: [StatusView, StatusView];
    signIn: [string];
    fault: [PollEvent];
  }>();
  const counts: Counts = { codes: 0, codesUnused: 0, pollFaults: 0, successes: 0, failures: 0 };
  let view: StatusView = { state: 'starting' };
  let isOver = false;
  const become = (next: StatusView) => {
    const before = view;
    view = next;
    events.emit('change', view, before);
  };
  /** What stays in every view. */
  const rest = () => {
    const { username, lastSuccess, notKept } = view;
    return {
      ...(username ? { username } : {}),
      ...(lastSuccess ? { lastSuccess } : {}),
      ...(notKept ? { notKept } : {}),
    };
  };
  return {
    get view() {
      return view;
    },
    counts,
    codeIsShown(prompt, account) {
      const next = shownCode(prompt, whyShown(view, account));
      // Displays ignore an object that they have already.
      const code = view.code?.userCode === next.userCode ? view.code : next;
      if (code === next) counts.codes += 1;
      isOver = false;
      become({ ...rest(), state: 'waiting-for-sign-in', code });
    },
    codeIsOver() {
      isOver = true;
    },
    polled(event) {
      if (event.kind !== 'fault') return;
      counts.pollFaults += 1;
      events.emit('fault', event);
    },
    codeIsUsed(result) {
      become({ ...rest(), state: 'starting' });
      events.emit('signIn', nameIn(result));
      return result;
    },
    worked({ result }) {
      counts.successes += 1;
      become({ ...rest(), state: 'working', username: nameIn(result), lastSuccess: new Date() });
    },
    failed(trouble) {
      counts.failures += 1;
      const code = !isOver && isValid(view.code) ? view.code : undefined;
      if (view.code && !code) counts.codesUnused += 1;
      // After a network fault, the user who is typing the code can still use it.
      become({ ...rest(), state: 'in-trouble', trouble, ...(code ? { code } : {}) });
    },
    kept(why) {
      if (view.notKept === why) return;
      const { notKept: _, ...others } = view;
      become({ ...others, ...(why ? { notKept: why } : {}) });
    },
    onChange: (listener) => void events.on('change', listener),
    onSignIn: (listener) => void events.on('signIn', listener),
    onPollFault: (listener) => void events.on('fault', listener),
  };
}

const nameIn = (result: AuthenticationResult | null): string =>
  plainLine(result?.account?.username ?? '');

const isValid = (code: ShownCode | undefined) => code !== undefined && code.expiresOn > new Date();

/** A user who is asked again wants to know why the earlier sign-in is not enough. */
function whyShown({ username }: StatusView, account: AccountInfo | undefined): string {
  if (account) {
    return WHY.notEnough;
  }
  return username ? WHY.gone : WHY.first;
}

/** Field by field: what MSAL hands over holds the device code too. */
function shownCode(prompt: DeviceCodePrompt, why: string): ShownCode {
  const { verificationUriComplete: complete } = prompt;
  return {
    userCode: plainLine(prompt.userCode, 100),
    verificationUri: plainLine(prompt.verificationUri),
    ...(complete ? { verificationUriComplete: plainLine(complete) } : {}),
    why,
    message: plainLine(prompt.message),
    expiresOn: new Date(Date.now() + prompt.expiresIn * 1000),
  };
}
