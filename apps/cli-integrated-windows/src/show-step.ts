import type { FederationStep } from '@entra-flows/auth-federation';
import { plainLine, said, standardError } from '@entra-flows/sample-kit';

/** Says which ticket and which servers are used; with `--verbose` also what speaks Kerberos, and why. */
export function showStep(
  step: FederationStep,
  verbose: boolean,
  stream: { write(text: string): unknown } = standardError,
): void {
  const line = textOf(step, verbose);
  if (line) stream.write(`${plainLine(line, 400)}\n`);
}

function textOf(step: FederationStep, verbose: boolean): string | undefined {
  switch (step.step) {
    case 'ticket':
      return said({
        en: `Ticket of ${step.username} in ${step.ticketCache}`,
        ko: `${step.username} 사용자의 티켓: ${step.ticketCache}`,
      });
    case 'endpoint':
      return said({
        en: `AD FS at ${step.endpoint} (WS-Trust ${step.version}), described at ${step.metadata}`,
        ko: `AD FS: ${step.endpoint} (WS-Trust ${step.version}), 설명: ${step.metadata}`,
      });
    case 'carrier':
      return verbose ? `Kerberos (${step.carrier}): ${step.reason}` : undefined;
  }
}
