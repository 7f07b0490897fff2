import type { PublicClientApplication } from '@azure/msal-node';
import { chooseFlow, type FlowChoice } from '../policy/choose-flow.ts';
import { type MachineEnvironment, readEnvironment } from '../policy/machine-environment.ts';
import { whyNoBroker } from './create-broker-client.ts';

/**
 * Whether a client's broker can ask the person on this machine, for the `choices` of `askInOrder`.
 *
 * @param client - one of `createBrokerClient`
 * @param options.force - also where this machine looks as if nobody saw its windows
 * @throws {TypeError} for a client that was made otherwise
 */
export function brokerChoice(
  client: PublicClientApplication,
  options: { force?: boolean | undefined; machine?: MachineEnvironment } = {},
): FlowChoice {
  const { force, machine = readEnvironment() } = options;
  const broker = whyNoBroker(client) ?? true;
  const [choice] = chooseFlow({ ...machine, broker }).filter(({ flow }) => flow === 'broker');
  const forced = broker === true && force;
  return {
    flow: 'broker',
    usable: Boolean(choice?.usable || forced),
    reason: choice?.usable || !forced ? (choice?.reason ?? '') : 'the program insists on it',
  };
}
