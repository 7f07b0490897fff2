import { openControl, refusalOf, type ControlAddress } from './call-control.ts';

/** Keeps a served emulator up while it is open. */
export interface Lease {
  /** Resolves when the emulator is gone, or `release` was called. */
  ended: Promise<void>;
  /** Lets go; the emulator ends soon after the last lease. */
  release(): void;
}

/** What is played while the lease lasts. */
interface LeaseOptions {
  /** A scenario of the catalogue; none when absent. */
  scenario?: string | undefined;
  /** To withdraw the scenario by; random when absent. */
  label?: string;
}

/**
 * Keeps a served emulator up. A scenario ends with the connection, so also when this process is killed.
 *
 * @throws Error with a message for users when the emulator is gone or refuses
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
