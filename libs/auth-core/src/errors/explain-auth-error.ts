import { isApiFault } from './api-fault.ts';
import { classifyAuthError } from './classify-auth-error.ts';
import type { Diagnosis, DiagnosisContext } from './diagnosis.ts';
import { errorDetails } from './error-details.ts';
import { findRemedy } from './find-remedy.ts';
import { findNumber, readBehaviour, similarNumber } from './look-up-code.ts';
import { messageLanguage, type MessageLanguage } from './message-language.ts';
import { remediesEn } from './remedies/remedies.en.ts';
import { remediesKo } from './remedies/remedies.ko.ts';
import type { Remedies } from './remedies/remedy.ts';

/** Read when they are needed: a bundle unpacks them then. */
const remediesOf: Record<MessageLanguage, () => Remedies> = {
  en: () => remediesEn(),
  ko: () => remediesKo(),
};

/**
 * A text for people: what happened, why, what to do next, and a last line for support with the code, the
 * IDs and the time. Takes anything and never throws.
 *
 * It quotes only what is safe to show: an AADSTS description, a host, a file, this library's own messages;
 * control characters are stripped, what looks like a token, code or password is hidden, and it ends after
 * some 2000 characters.
 *
 * @param error what was caught
 * @param options.language default: what LC_ALL, LC_MESSAGES or LANG asks for
 * @param options.flow the flow that failed, so that the proposed one is another
 * @param options.possible flows that may be proposed; default any
 */
export function explainAuthError(
  error: unknown,
  options: DiagnosisContext & { language?: MessageLanguage } = {},
): string {
  const { language = messageLanguage(), flow, possible } = options;
  const remedies = (remediesOf[language] ?? remediesOf.en)();
  const { labels, flows } = remedies;
  const diagnosis = classifyAuthError(error, { flow, possible });
  const { details = likeness(diagnosis.code, remedies), said, reasons } = errorDetails(error);
  const about = { reasons, isOfApi: isApiFault(error) };
  const { what, why, next } = findRemedy(diagnosis, remedies, about);
  const { tryInstead, retryAfter } = diagnosis;
  return [
    what,
    `${labels.why} ${why}`,
    `${labels.next} ${next}`,
    tryInstead && `${labels.another} ${flows[tryInstead]}`,
    retryAfter && labels.wait.replace('{seconds}', String(retryAfter)),
    details && `${labels.details} ${details}`,
    said && !diagnosis.known && `${labels.said} ${said}`,
    supportLine(diagnosis, labels),
  ]
    .filter(Boolean)
    .join('\n');
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
