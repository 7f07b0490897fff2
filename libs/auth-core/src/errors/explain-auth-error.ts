import { messageLanguage, type MessageLanguage } from '@entra-flows/primitives/language';
import { isApiFault } from './api-fault.ts';
import { classifyAuthError } from './classify-auth-error.ts';
import { errorChain } from './error-chain.ts';
import { failedFlow } from './try-instead.ts';
import { isStepRead, publishStep } from '../diagnostics-channels.ts';
import type { Diagnosis, DiagnosisContext, FlowId } from './diagnosis.ts';
import { errorDetails } from './error-details.ts';
import { findRemedy } from './find-remedy.ts';
import { findNumber, readBehaviour, similarNumber } from './look-up-code.ts';
import { printableText } from './printable-text.ts';
import { remediesEn, remediesKo } from './remedies/all-remedies.ts';
import type { Remedies } from './remedies/remedy.ts';

/** Read when they are needed: a bundle unpacks them then. */
const remediesOf: Record<MessageLanguage, () => Remedies> = {
  en: () => remediesEn(),
  ko: () => remediesKo(),
};

/** The explanation of a failure for the user, part by part, in one language. */
export interface AuthErrorDescription {
  /** What happened, as one sentence or two. */
  what: string;
  /** Why. */
  why: string;
  /** What to do next. */
  next: string;
  /** A flow that can succeed where this one cannot. */
  another?: string;
  /** The saved sign-in stands in the way of `another`, and would be refused again: sign out before. */
  signOutFirst?: true;
  /** How long to wait before the next try, where the authority asks for it. */
  wait?: string;
  /** A host, an address, a file, a message of this library, or what a `TypeError` says of a wrong call. */
  details?: string;
  /** What the authority itself said, for a code that no list has, or where it names the scope that is wrong. */
  said?: string;
  /** For support: the code, the IDs and the time. */
  support: string;
  /** What the description was made from: the failure need not be classified again. */
  diagnosis: Diagnosis;
  /** The language of all parts. */
  language: MessageLanguage;
}

/** Where a flow failed, and in which language to speak of it. */
export interface ExplainOptions extends DiagnosisContext {
  /** Default: `messageLanguage()`. */
  language?: MessageLanguage | undefined;
}

/**
 * Says of a failure what happened, why, and what to do next, each part by itself. Takes anything and
 * never throws. What it quotes is as safe to show as in `explainAuthError`.
 *
 * @param error - what was caught
 * @param options - `flow` that failed, so that `another` is one; `possible` flows that may be proposed
 * @example
 * const { what, next, diagnosis } = describeAuthError(error, { flow: 'device-code' });
 * notify(what, next);
 * if (diagnosis.retryable) tryAgain(diagnosis.retryAfter);
 */
export function describeAuthError(
  error: unknown,
  options: ExplainOptions = {},
): AuthErrorDescription {
  const { language: asked = messageLanguage(), flow, possible } = options;
  const language = asked in remediesOf ? asked : 'en';
  const remedies = remediesOf[language]();
  const { labels, flows } = remedies;
  const diagnosis = classifyAuthError(error, { flow, possible });
  const failed = failedFlow(errorChain(error), flow);
  publishDiagnosis(diagnosis, failed);
  const { said, reasons, mistake, details: place } = errorDetails(error);
  const ofProgram = diagnosis.category === 'config.client-library' ? mistake : undefined;
  const details = place ?? ofProgram ?? likeness(diagnosis.code, remedies);
  const about = { reasons, isOfApi: isApiFault(error) };
  const { tryInstead, retryAfter, known } = diagnosis;
  // Where a page is no help by the code's own meaning, the next run would end with the same silent call.
  const isSaved = failed === 'silent' && tryInstead === 'interactive' && !diagnosis.interactive;
  return {
    ...findRemedy(diagnosis, remedies, about),
    ...(tryInstead && { another: isSaved ? remedies.newSignIn : flows[tryInstead] }),
    ...(isSaved && { signOutFirst: true }),
    ...(retryAfter && { wait: labels.wait.replace('{seconds}', String(retryAfter)) }),
    ...(details && { details }),
    ...(said && (!known || NAMES_SCOPE.has(diagnosis.code)) && { said }),
    support: supportLine(diagnosis, labels),
    diagnosis,
    language,
  };
}

/** Codes whose description names the scope, or the API, that does not exist. */
const NAMES_SCOPE = new Set(['AADSTS650053', 'AADSTS70011', 'AADSTS500011']);

/** Errors whose diagnosis was told: the page in the browser and the terminal speak of the same one. */
const told = new WeakSet();

function publishDiagnosis(diagnosis: Diagnosis, flow: FlowId | undefined): void {
  const { cause, correlationId } = diagnosis;
  if (!isStepRead()) return;
  if (typeof cause === 'object' && cause !== null) {
    if (told.has(cause)) return;
    told.add(cause);
  }
  publishStep(
    'diagnosis',
    () => ({ ...shownDiagnosis(diagnosis), ...(flow && { flow }) }),
    correlationId,
  );
}

const shownDiagnosis = (diagnosis: Diagnosis) => {
  const { code, category, userAction, retryable, interactive, tryInstead, retryAfter } = diagnosis;
  return {
    code: printableText(code),
    category,
    userAction,
    retryable,
    interactive,
    ...(tryInstead && { tryInstead }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
};

/**
 * The lines of a description, each with its label. Parts may be left out or replaced before.
 *
 * @param parts - `hint` is a line of the program's own, below what to do next
 */
export function formatAuthError(parts: AuthErrorParts): string {
  return authErrorLines(parts).join('\n');
}

/** Those of a description that are shown, and a line of the program's own. */
export type AuthErrorParts = Pick<AuthErrorDescription, 'what' | 'why' | 'next' | 'language'> &
  Partial<AuthErrorDescription> & {
    /** A line of the program's own, below what to do next. */
    hint?: string | undefined;
  };

export function authErrorLines(parts: AuthErrorParts): string[] {
  const { labels } = remediesOf[parts.language]();
  const { what, why, next, hint, another, wait, details, said, support } = parts;
  const lines = [
    what,
    `${labels.why} ${why}`,
    `${labels.next} ${next}`,
    hint,
    another && `${labels.another} ${another}`,
    wait,
    details && `${labels.details} ${details}`,
    said && `${labels.said} ${said}`,
    support,
  ];
  return lines.filter((line): line is string => Boolean(line));
}

/**
 * A text for users: what happened, why, what to do next, and a last line for support with the code, the
 * IDs and the time. Takes anything and never throws.
 *
 * It quotes only what is safe to show: an AADSTS description, a host, a file, this library's own messages,
 * and what a `TypeError` or `RangeError` says of a wrong call, in its own language;
 * control characters are stripped, what looks like a token, code or password is hidden, and it ends after
 * some 2000 characters.
 *
 * @param error - what was caught
 * @param options - `flow` that failed, so that the proposed one is another; `possible` flows that may be
 *   proposed, default any
 * @example
 * try {
 *   await acquireToken(client, request, askUser);
 * } catch (error) {
 *   console.error(explainAuthError(error, { flow: 'device-code' }));
 *   process.exitCode = 1;
 * }
 */
export function explainAuthError(error: unknown, options: ExplainOptions = {}): string {
  return formatAuthError(describeAuthError(error, options));
}

/** `looks like AADSTS50076: A second factor is needed for this resource.` */
function likeness(code: string, remedies: Remedies): string | undefined {
  const similar = similarNumber(code);
  const row = similar && findNumber(similar);
  if (!row) return undefined;
  const { why } = findRemedy({ code: similar, category: readBehaviour(row).category }, remedies);
  return remedies.labels.looksLike.replace('{code}', similar).replace('{why}', why);
}

function supportLine(diagnosis: Diagnosis, labels: Remedies['labels']): string {
  const { code, known, correlationId, traceId, timestamp } = diagnosis;
  return [
    known ? `${labels.code} ${code}` : `${labels.code} ${code} ${labels.unknownCode}`,
    correlationId && `${labels.correlationId} ${correlationId}`,
    traceId && `${labels.traceId} ${traceId}`,
    timestamp,
  ]
    .filter(Boolean)
    .join(', ');
}
