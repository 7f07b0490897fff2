import type { Diagnosis, DiagnosisContext } from './diagnosis.ts';
import { classificationRows, type UiRequiredClassification } from './error-table.generated.ts';
import { errorChain } from './error-chain.ts';
import { judgeEvidence } from './judge-evidence.ts';
import { findRow, readBehaviour } from './look-up-code.ts';
import { type Evidence, readEvidence } from './read-evidence.ts';
import { readSupportFacts } from './read-support-facts.ts';
import { failedFlow, tryInstead } from './try-instead.ts';

/**
 * Says what an error of a sign-in means. Takes anything: MSAL's errors of any copy of the library, an answer
 * of the token endpoint as object or JSON text, Node's network, TLS and file errors, strings, `undefined`.
 * Never throws, and never looks at prose.
 *
 * The whole chain of causes is looked at, and the link that says most decides: MSAL's `network_error` gives
 * way to the `ENOTFOUND` behind it, and AADSTS53003 does not give way to anything.
 *
 * @param error what was caught
 * @param options.flow the flow that failed, so that `tryInstead` names another one. After a silent call that
 *   `acquireToken` made, none was tried yet, and it may name the same
 * @param options.possible flows that can work where the program runs, so that it names no other; default any
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 * @see https://learn.microsoft.com/entra/msal/dotnet/advanced/exceptions/msal-error-handling
 * @example
 * const { category, retryable, interactive, claims } = classifyAuthError(error);
 * if (interactive) await askUser({ scopes, claims });
 */
export function classifyAuthError(error: unknown, options: DiagnosisContext = {}): Diagnosis {
  const links = errorChain(error);
  const judged = links.map((link) => {
    const evidence = readEvidence(link);
    return { link, evidence, verdict: judgeEvidence(evidence) };
  });
  const best = judged.reduce((a, b) => (b.verdict.weight > a.verdict.weight ? b : a));
  const { row, code, known } = best.verdict;
  const behaviour = readBehaviour(row);
  const classification = classificationOf(judged.map(({ evidence }) => evidence));
  const { flow, possible } = options;
  const failed = failedFlow(links, flow);
  const other = tryInstead({ code, interactive: behaviour.interactive }, failed, possible);
  return {
    ...behaviour,
    code,
    known,
    ...(classification && { classification }),
    ...(other && { tryInstead: other }),
    ...readSupportFacts([best.link, ...links]),
    cause: error,
  };
}

/** The suberror's, as MSAL.NET has it; else that of a word which says that there was nothing to be silent with. */
function classificationOf(evidence: readonly Evidence[]): UiRequiredClassification | undefined {
  const codes = [...evidence.map(({ suberror }) => suberror), ...evidence.map(({ word }) => word)];
  const found = codes.map((code) => code && findRow(classificationRows, code)).find(Boolean);
  return found as UiRequiredClassification | undefined;
}
