import { openControl, type ControlAddress } from './call-control.ts';

export interface Hold {
  /** Resolves when the emulator is gone, or `release` was called. */
  ended: Promise<void>;
  release(): void;
}

/**
 * Keeps a served emulator up.
 *
 * @throws Error with a message for people when the emulator is gone or refuses
 */
export async function holdEmulator(address: ControlAddress): Promise<Hold> {
  const stream = await openControl(address, 'GET', '/hold');
  if (stream.statusCode !== 200) {
    stream.destroy();
    throw new Error(`The emulator refused to be held: HTTP ${stream.statusCode}.`);
  }
  stream.on('error', () => {}); // 'close' follows
  stream.resume(); // heartbeats
  const ended = new Promise<void>((resolve) => stream.once('close', resolve));
  return { ended, release: () => void stream.destroy() };
}
