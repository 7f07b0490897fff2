// The broker of the system: an entry point of its own, so that who has none does not carry it.

export { acquireTokenByBroker, type BrokerFlowRequest } from './broker/acquire-token-by-broker.ts';
export {
  brokerChoice,
  type BrokerClientOptions,
  createBrokerClient,
  whyNoBroker,
} from './broker/create-broker-client.ts';
export { isBrokerFailure, whyBrokerFailed } from './errors/try-instead.ts';
export type { BrokerTimeouts } from './broker/broker-watchdog.ts';
export {
  type BrokerObstacle,
  type BrokerPackage,
  loadBroker,
  type LoadBrokerOptions,
  type LoadedBroker,
} from './broker/load-broker.ts';
