import { createInterface } from 'node:readline';
import { openControl, type ControlAddress } from './call-control.ts';
import type { Exchange } from './exchange.ts';

export interface Hold {
  /** Resolves when the emulator is gone, or `release` was called. */
  ended: Promise<void>;
  release(): void;
}

/**
 * Keeps a served emulator up, and tells of each exchange as it happens.
 *
 * @throws Error with a message for people when the emulator is gone or refuses
 */
export async function holdEmulator(
  address: ControlAddress,
  onExchange: (exchange: Exchange) => void = () => {},
): Promise<Hold> {
  const stream = await openControl(address, 'GET', '/hold');
  if (stream.statusCode !== 200) {
    stream.destroy();
    throw new Error(`The emulator refused to be held: HTTP ${stream.statusCode}.`);
  }
  stream.on('error', () => {}); // 'close' follows
  const lines = createInterface({ input: stream });
  lines.on('error', () => {}); // it passes on those of the stream
  lines.on('line', (line) => {
    const exchange = readExchange(line);
    if (exchange) onExchange(exchange);
  });
  const ended = new Promise<void>((resolve) => stream.once('close', resolve));
  return { ended, release: () => void stream.destroy() };
}

/** A line without `at` is a heartbeat; one cut off by the emulator's end is no JSON. */
function readExchange(line: string): Exchange | undefined {
  try {
    const said = JSON.parse(line) as Partial<Exchange>;
    return said.at === undefined ? undefined : (said as Exchange);
  } catch {
    return undefined;
  }
}
