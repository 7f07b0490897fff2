import type { Exchange } from './exchange-log.ts';

/** Who takes part in a sign-in. */
export type Actor = 'user' | 'app' | 'browser' | 'authority' | 'adfs' | 'api';

/** What happens in a step. Later versions may add kinds. */
export type StepKind =
  | ('discovery' | 'keys' | 'device-code' | 'poll' | 'redeem-code' | 'refresh')
  | ('username-password' | 'client-credentials' | 'on-behalf-of' | 'assertion' | 'token')
  | ('user-realm' | 'adfs' | 'api-call' | 'other')
  | ('authorize' | 'page' | 'redirect' | 'sign-out')
  | ('code-typed' | 'account' | 'password' | 'new-password' | 'mfa')
  | ('confirm' | 'stay' | 'consent' | 'cancel');

/** A page as the user saw it: without scripts and hidden fields. */
export interface Screen {
  /** In the language of the page. */
  title: string;
  /** The content of `<body>`. */
  html: string;
}

/** What is in the tokens of an answer, without their signatures. */
export interface IssuedTokens {
  /** Claims of the access token; absent where it cannot be read. */
  access?: Record<string, unknown>;
  /** Claims of the ID token. */
  id?: Record<string, unknown>;
  /** Whether a refresh token came with them. */
  refreshable: boolean;
  /** `expires_in`: seconds. */
  lifetimeSeconds?: number;
}

/**
 * One step of a sign-in: an exchange of a client, a page that the user saw, or what the user did there.
 * The fields of `Exchange` are those of the HTTP exchange that carried it.
 */
export interface TraceStep extends Exchange {
  /** Counts from 1 for each emulator, in the order in which the steps ended. */
  order: number;
  /** Milliseconds since 1970 when the request came, by the machine's clock; `at` is by the emulator's. */
  startedAt: number;
  /** Milliseconds until the answer. */
  durationMs: number;
  /** What happens. */
  kind: StepKind;
  /** Who acts. */
  from: Actor;
  /** Whom it reaches. */
  to: Actor;
  /** `order` of the step that led to this one; absent where there is none, or it came before the reader. */
  causedBy?: number;
  /** Of the body, or of the query where there is no body. */
  requestBytes: number;
  /** Of the body. */
  answerBytes: number;
  /**
   * What was sent. A value is shown where its name is listed and it has the shape that the list gives to
   * the name; of any other only the length is, as `[612 chars]`.
   */
  parameters: Record<string, string>;
  /** What was answered, with the same care. */
  answer: Record<string, string>;
  /** `AADSTS` and the number, of an answer that failed. */
  code?: string;
  /** Entra's `suberror`, of an answer that failed. */
  suberror?: string;
  /** User name, where the emulator knows whose sign-in this is. */
  username?: string;
  /** Only of the kind `page`. */
  screen?: Screen;
  /** What was issued, where tokens were. */
  tokens?: IssuedTokens;
}

/** A step before it has its number. */
export type NewStep = Omit<TraceStep, 'order'>;
