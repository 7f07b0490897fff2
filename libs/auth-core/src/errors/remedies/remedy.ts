import type { ErrorCategory, FlowId } from '../diagnosis.ts';
import type { federationCodesEn } from './federation-codes.en.ts';
import type { flowCodesEn } from './flow-codes.en.ts';
import type { machineCodesEn } from './machine-codes.en.ts';
import type { proxyCodesEn } from './proxy-codes.en.ts';
import type { setupCodesEn } from './setup-codes.en.ts';

/** What happened; why; what to do next. */
export type CategoryRemedy = readonly [what: string, why: string, next: string];

/** Why; what to do next; what happened, where the category's own sentence does not fit. */
export type CodeRemedy = readonly [why: string, next: string, what?: string];

/** Codes with a text of their own; some keys list several codes, and AADSTS numbers stand bare. */
export type SetupCodes = keyof typeof setupCodesEn;
export type FlowCodes = keyof typeof flowCodesEn;
export type FederationCodes = keyof typeof federationCodesEn;
export type MachineCodes = keyof typeof machineCodesEn;
export type ProxyCodes = keyof typeof proxyCodesEn;

/** Everything that is said in one language. A missing text does not compile. */
export interface Remedies {
  categories: Readonly<Record<ErrorCategory, CategoryRemedy>>;
  /** In place of the category `network`, where it is a web API that was called. */
  apiUnreachable: CategoryRemedy;
  /** Finds a sentence that speaks of the authority. */
  authority: RegExp;
  codes: Readonly<
    Record<SetupCodes | FlowCodes | FederationCodes | MachineCodes | ProxyCodes, CodeRemedy>
  >;
  /** "Another way: …" */
  flows: Readonly<Record<FlowId, string>>;
  /** The same, where it is the saved sign-in that was refused. */
  newSignIn: string;
  labels: Readonly<Record<Label, string>>;
}

export type Label =
  | 'why'
  | 'next'
  | 'another'
  | 'wait'
  | 'details'
  | 'looksLike'
  | 'said'
  | 'unknownCode'
  | 'code'
  | 'correlationId'
  | 'traceId';
