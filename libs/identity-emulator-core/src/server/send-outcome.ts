import type { ServerResponse } from 'node:http';
import type { Outcome } from '../control/faults/answer-scenario.ts';
import { sendReply } from './send-reply.ts';

/** Sends a reply, or does with the connection what a scenario wants instead. */
export function sendOutcome(
  response: ServerResponse,
  outcome: Outcome,
  correlationId: string,
): void {
  if (outcome === 'hang') return;
  if (outcome === 'drop') response.destroy();
  else sendReply(response, outcome, correlationId);
}
