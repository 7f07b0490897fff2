import type { AuthorizationAnswer } from './read-callback.ts';

/** How the authority is asked to send its answer. */
export type ResponseMode = 'form_post' | 'query';

/** Where the browser comes back to, and what it brings. */
export interface AnswerReceiver {
  /** As it is registered. */
  redirectUri: string;
  responseMode: ResponseMode;
  /** The answer of the authority; strangers' requests never end this wait. */
  answer: Promise<AuthorizationAnswer>;
  /**
   * Shows a page in the browser that brought the answer, where one can be shown, and closes all that
   * is open. It never rejects: what has become of the sign-in matters more than the page about it.
   */
  finish(makePage: () => OutcomePage): Promise<void>;
}

export interface OutcomePage {
  html: string;
  contentPolicy: string;
}
