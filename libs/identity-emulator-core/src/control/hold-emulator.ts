import { openControl, refusalOf, type ControlAddress } from './call-control.ts';

export interface Lease {
  /** Resolves when the emulator is gone, or `release` was called. */
  ended: Promise<void>;
  release(): void;
}

/** What is played while the hold lasts, and by which name it can be withdrawn before. */
interface LeaseOptions {
  scenario?: string | undefined;
  label?: string;
}

/**
 * Keeps a served emulator up. A scenario ends with the connection, so also when this process is killed.
 *
 * @throws Error with a message for people when the emulator is gone or refuses
 */
export async function holdEmulator(
  address: ControlAddress,
  { scenario, label }: LeaseOptions = {},
): Promise<Lease> {
  const query = new URLSearchParams({ ...(scenario && { scenario }), ...(label && { label }) });
  const stream = await openControl(address, 'GET', `/hold?${query.toString()}`);
  if (stream.statusCode !== 200) throw await refusalOf(stream);
  stream.on('error', () => {}); // 'close' follows
  stream.resume(); // heartbeats
  const ended = new Promise<void>((resolve) => stream.once('close', resolve));
  return { ended, release: () => void stream.destroy() };
}
