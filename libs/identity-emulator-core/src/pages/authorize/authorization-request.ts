import type { CodeChallenge } from '../../authorization-codes/code-challenge.ts';
import type { App } from '../../directory/directory.ts';
import type { Audience } from '../../directory/find-audience.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';
export type Prompt = 'none' | 'login' | 'select_account' | 'consent';

/** Where the app waits, and how it wants to hear: all that an answer needs, an error too. */
export interface ReturnAddress {
  redirectUri: string;
  responseMode: ResponseMode;
  /** Handed back as it came. */
  state?: string;
  correlationId: string;
}

/** What an app asked the authorize endpoint for, checked. */
export interface AuthorizationRequest extends ReturnAddress {
  app: App;
  audience: Audience;
  /** As asked, with spaces between. */
  scope: string;
  prompt?: Prompt;
  loginHint?: string;
  nonce?: string;
  clientInfo: boolean;
  challenge?: CodeChallenge;
}
