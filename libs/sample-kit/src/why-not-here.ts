import { chooseFlow, type FlowId, readEnvironment } from '@entra-flows/auth-core';

/** Why a flow cannot work on this machine, whichever program has it; undefined where it can. */
export function whyNotHere(flow: FlowId): string | undefined {
  const choices = chooseFlow(readEnvironment({ broker: true }));
  const choice = choices.find((one) => one.flow === flow);
  return choice?.usable === false ? choice.reason : undefined;
}
