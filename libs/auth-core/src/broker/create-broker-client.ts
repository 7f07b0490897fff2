import type { PublicClientApplication } from '@azure/msal-node';
import { ownTexts } from '../errors/own-texts.ts';
import {
  publicClientConfiguration,
  type PublicClientOptions,
} from '../msal/public-client-configuration.ts';
import { readProperty, readText } from '../errors/read-property.ts';
import { oneInProcess } from '@entra-flows/primitives/one-in-process';
import { checkTimeout } from '../requests/check-request.ts';
import { type BrokerTimeouts, watchBroker } from './broker-watchdog.ts';
import { BrokeredClient, plainClient } from '../msal/brokered-client.ts';
import type { LoadedBroker } from './load-broker.ts';
import { chooseFlow, type FlowChoice } from '../policy/choose-flow.ts';
import { type MachineEnvironment, readEnvironment } from '../policy/machine-environment.ts';
import type { PublicClient } from '../msal/client-network.ts';

/** What a client with a broker is made with. */
export interface BrokerClientOptions extends PublicClientOptions {
  /** What `loadBroker` found, or a plugin of MSAL's contract. */
  broker: LoadedBroker;
  /** After how many seconds the broker is given up for the rest of the process. */
  timeouts?: BrokerTimeouts | undefined;
  /** Called when that happened. What hangs may keep the process alive after its work is done. */
  onGivenUp?: ((reason: string) => void) | undefined;
}

/** Why the clients of this file ask no broker. */
const reasons = oneInProcess(
  'broker-reasons/1',
  () => new WeakMap<PublicClient, () => string | undefined>(),
);

/**
 * A client of MSAL with the broker of the system in front, where there is one: accounts of both
 * are listed, silent calls go where the account is, and a sign-out is one on both sides. Everything
 * else takes it as it takes any other client; `acquireTokenByBroker` asks the user.
 *
 * @throws {AuthCoreError} `authority_not_https`, `authority_malformed`
 * @throws {TypeError | RangeError} for a timeout that is not a number of seconds
 */
export function createBrokerClient(options: BrokerClientOptions): PublicClientApplication {
  const { broker, timeouts = {}, onGivenUp, log } = options;
  checkTimeout(timeouts.answer);
  checkTimeout(timeouts.user);
  if (!broker.plugin || !readProperty(broker.plugin, 'isBrokerAvailable'))
    return withoutBroker(options, broker.reason);
  const { plugin, givenUp } = watchBroker(broker.plugin, { timeouts, onGivenUp, log });
  try {
    const client = new BrokeredClient(publicClientConfiguration(options), plugin);
    reasons.set(client, givenUp);
    return client;
  } catch (error) {
    // Either the options are wrong, which shows again, or the broker could not be started.
    const what = [readText(error, 'name'), readText(error, 'message')].filter(Boolean).join(': ');
    return withoutBroker(options, ownTexts().broker.notStarted(what));
  }
}

function withoutBroker(
  options: BrokerClientOptions,
  reason = ownTexts().broker.noRuntime,
): PublicClientApplication {
  const client = plainClient(publicClientConfiguration(options));
  options.log?.(`broker  not used: ${reason}`);
  reasons.set(client, () => reason);
  return client;
}

/**
 * Why the client asks no broker, as the rest of a sentence; undefined where it does.
 *
 * @throws {TypeError} for a client that was made otherwise
 */
export function whyNoBroker(client: PublicClient): string | undefined {
  const reason = reasons.get(client);
  if (!reason) throw new TypeError('this client was not made by createBrokerClient()');
  return reason();
}

/**
 * Whether a client's broker can ask the user on this machine, for the `choices` of `askInOrder`.
 *
 * @param client - one of `createBrokerClient`
 * @throws {TypeError} for a client that was made otherwise
 */
export function brokerChoice(
  client: PublicClient,
  options: {
    /** Also where this machine seems to have no screen that the user sees; default false. */
    force?: boolean | undefined;
    /** Default: this machine. */
    machine?: MachineEnvironment;
  } = {},
): FlowChoice {
  const { force, machine = readEnvironment() } = options;
  const broker = whyNoBroker(client) ?? true;
  const [choice] = chooseFlow({ ...machine, broker }).filter(({ flow }) => flow === 'broker');
  const forced = broker === true && force;
  return {
    flow: 'broker',
    usable: Boolean(choice?.usable || forced),
    reason: choice?.usable || !forced ? (choice?.reason ?? '') : ownTexts().flows.insists,
  };
}
