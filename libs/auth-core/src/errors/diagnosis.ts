import type {
  ErrorCategory,
  UiRequiredClassification,
  UserAction,
} from './error-table.generated.ts';

export type { ErrorCategory, UiRequiredClassification, UserAction };

/** The ways to a token, as a diagnosis names them. */
export type FlowId =
  | 'broker'
  | 'interactive'
  | 'device-code'
  | 'integrated-windows'
  | 'username-password'
  | 'silent';

/** What is known of the place where a flow failed. */
export interface DiagnosisContext {
  /** The flow that failed: it is not proposed again. */
  flow?: FlowId | undefined;
  /** Flows that can work there; any, by default. A device without a browser has few. */
  possible?: readonly FlowId[] | undefined;
}

/** What an error means, in closed sets that a program may switch over. */
export interface Diagnosis {
  /** What kind of failure it is. */
  category: ErrorCategory;
  /** Stable: `AADSTS50059`, `AADB2C90080`, `MSIS9659`, an OAuth word, MSAL's `errorCode`, a Node code such as `ENOTFOUND`, `http_503`. */
  code: string;
  /** What a user can do about it. */
  userAction: UserAction;
  /** The same request may succeed later with nothing changed. */
  retryable: boolean;
  /** A sign-in page can mend it. */
  interactive: boolean;
  /** False: the code is in no table here, and the category is the best that its OAuth class allows. */
  known: boolean;
  /**
   * MSAL.NET's `MsalUiRequiredException.Classification`, for programs that are moved from there: of the
   * answer's suberror, or of a silent call that found nothing (`AcquireTokenSilentFailed`).
   */
  classification?: UiRequiredClassification;
  /** The flow that can succeed where this one cannot. */
  tryInstead?: FlowId;
  /** Claims challenge, as it came: pass it on in the next request. */
  claims?: string;
  /** GUID */
  correlationId?: string;
  /** GUID */
  traceId?: string;
  /** As the authority wrote it, e.g. `2026-11-21 22:55:00Z` */
  timestamp?: string;
  /** Seconds to wait before the next try, as the authority asked. */
  retryAfter?: number;
  /** The error as it came in, untouched. */
  cause: unknown;
}
