import { EventEmitter } from 'node:events';
import type { DeviceCodePrompt, PollEvent } from '@entra-flows/auth-core';
import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { plainLine } from '@entra-flows/sample-kit';

/** What a person needs to sign in. The device code, which is a secret, is no part of it. */
export interface ShownCode {
  userCode: string;
  verificationUri: string;
  /** The link with the code in it, where the authority sends one. */
  verificationUriComplete?: string;
  /** Why a person is needed. */
  why: string;
  /** The authority's own words. */
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

/** How things stand, for everybody who may know. */
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
  /** @param account - whose saved sign-in does not do any more */
  codeIsShown(prompt: DeviceCodePrompt, account?: AccountInfo): void;
  polled(event: PollEvent): void;
  /** Nobody can use the code any more: it has run out, was declined, or has brought a token. */
  codeIsOver(): void;
  /** The code has brought a token; @returns it */
  codeIsUsed<Result extends AuthenticationResult | null>(result: Result): Result;
  worked(done: Worked): void;
  failed(trouble: Trouble): void;
  /** @param why - undefined: the disk takes everything again */
  kept(why?: string): void;
  /** Told of each change, with the view before it. */
  onChange(listener: (view: StatusView, before: StatusView) => void): void;
  /** Told of each person who signs in. */
  onSignIn(listener: (username: string) => void): void;
  /** Told of a poll without a usable answer. */
  onPollFault(listener: (event: PollEvent) => void): void;
}

/** Where all parts of the service say what happened, and from where all displays show it. */
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
  /** What stays whatever happens. */
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
      // The same object is no news to a display.
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
      // After a fault on the way, the person who is typing the code still can use it.
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

/** Whoever is asked again wants to know what became of the sign-in that there was. */
function whyShown({ username }: StatusView, account: AccountInfo | undefined): string {
  if (account) {
    return 'The saved sign-in is not enough any more: it was revoked, has run out, or a policy asks for the person.';
  }
  return username
    ? 'The saved sign-in is gone: somebody signed out (--sign-out), or the token cache was removed.'
    : 'No sign-in is saved yet.';
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
