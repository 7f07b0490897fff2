import type { CodeChallenge } from '../../protocol/code-challenge.ts';
import type { ClaimsRequest } from '../../protocol/read-claims-request.ts';
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

/** What an app asked the authorize or the adminconsent endpoint for, checked. */
export interface AuthorizationRequest extends ReturnAddress {
  wants: 'code' | 'admin-consent';
  app: App;
  audience: Audience;
  /** As asked, with spaces between. */
  scope: string;
  claims: ClaimsRequest;
  prompt?: Prompt;
  loginHint?: string;
  /** `organizations`, `consumers`, or a domain name in small letters. */
  domainHint?: string;
  /** Seconds: a sign-in that is older must be repeated. */
  maxAge?: number;
  nonce?: string;
  clientInfo: boolean;
  challenge?: CodeChallenge;
}
