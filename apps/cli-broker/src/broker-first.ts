import type { PublicClientApplication } from '@azure/msal-node';
import {
  askInOrder,
  type AskInOrderOptions,
  type AskUser,
  type FlowChoice,
  type FlowStep,
  type PublicClientOptions,
} from '@entra-flows/auth-core';
import {
  brokerChoice,
  createBrokerClient,
  loadBroker,
  whyBrokerFailed,
} from '@entra-flows/auth-core/broker';
import { plainLine, said, standardError, UsageError } from '@entra-flows/sample-kit';

/** The options of the command line that decide about the broker. */
interface BrokerOptions {
  'no-broker'?: boolean | undefined;
  'force-broker'?: boolean | undefined;
  /** Seconds. */
  'broker-timeout'?: number | undefined;
}

/** A client with the broker of this system in front, and its flow before the browser's. */
export interface BrokerFirst {
  /** One of `createBrokerClient`. */
  client: PublicClientApplication;
  /** Makes the one function that asks the user: by the broker, or else by the browser. */
  inOrder(flows: AskInOrderOptions['flows']): AskUser;
}

/**
 * Looks for the broker of this system, and says on stderr why it is not used, each reason once.
 *
 * @param abandon - called when the broker hangs
 * @param stream - default: stderr
 * @throws {UsageError} for options that contradict each other
 */
export function brokerFirst(
  config: PublicClientOptions,
  options: BrokerOptions,
  abandon: () => void,
  stream: { write(text: string): unknown } = standardError,
): BrokerFirst {
  const { 'no-broker': without, 'force-broker': force, 'broker-timeout': seconds } = options;
  if (without && force) {
    throw new UsageError(
      said({
        en: '--no-broker and --force-broker contradict each other: leave one of them away.',
        ko: '--no-broker와 --force-broker는 함께 쓸 수 없습니다. 하나를 빼세요.',
      }),
    );
  }
  const told = new Set<string>();
  const say = (text: string) => {
    if (!told.has(text)) stream.write(`${plainLine(text, 400)}\n`);
    told.add(text);
  };
  const notUsed = (reason: string) =>
    say(
      said({
        en: `The broker of this system is not used: ${reason}.`,
        ko: `이 시스템의 브로커를 쓰지 않습니다: ${reason}.`,
      }),
    );
  const client = createBrokerClient({
    ...config,
    broker: loadBroker({
      authority: config.authority,
      disabled: without
        ? said({ en: 'disabled by --no-broker', ko: '--no-broker로 껐습니다' })
        : undefined,
      force,
    }),
    timeouts: seconds === undefined ? {} : { user: seconds, answer: Math.min(seconds, 10) },
    onGivenUp: (reason) => (notUsed(reason), abandon()),
  });
  const choices = (): FlowChoice[] => [
    brokerChoice(client, { force }),
    // Usable everywhere: the flow itself says where no user would see a page.
    { flow: 'interactive', usable: true, reason: '' },
  ];
  const onStep = (step: FlowStep) => {
    if (step.flow !== 'broker') return;
    if (step.step === 'skipped') notUsed(step.reason);
    if (step.step === 'tried')
      say(
        said({
          en: 'Asking the broker of this system, which may open a window.',
          ko: '이 시스템의 브로커에 묻습니다. 창이 열릴 수 있습니다.',
        }),
      );
    if (step.step === 'failed' && step.next) notUsed(whyBrokerFailed(step.diagnosis.cause));
  };
  return { client, inOrder: (flows) => askInOrder({ choices, flows, onStep }) };
}
