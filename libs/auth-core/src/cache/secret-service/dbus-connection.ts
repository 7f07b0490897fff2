import { connect, type Socket } from 'node:net';
import { whenAborted } from '@entra-flows/primitives/race-with-signal';
import {
  type Answer,
  decodeMessage,
  encodeCall,
  LARGEST,
  type MethodCall,
} from './dbus-message.ts';

/** A connection to the session bus that is never waited for longer than its signal allows. */
export interface DbusConnection {
  /** @throws {Error} for an error answer, with its text */
  call(call: MethodCall): Promise<unknown[]>;
  close(): void;
}

/**
 * Connects to the session bus and says hello.
 *
 * @param signal - ends the connection, and whatever waits for it
 * @throws {Error} when no address of the bus can be used
 */
export async function connectToSessionBus(
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<DbusConnection> {
  const path = socketPath(env);
  if (!path) throw new Error('the address of the session bus names no socket of this machine');
  const socket = connect({ path });
  const bus = overSocket(socket, signal);
  try {
    await bus.authenticate();
    await bus.call({ ...DRIVER, member: 'Hello', signature: '', body: [] });
    return bus;
  } catch (error) {
    bus.close();
    throw error;
  }
}

const DRIVER = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** @see https://dbus.freedesktop.org/doc/dbus-specification.html#addresses */
function socketPath({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv) {
  if (!DBUS_SESSION_BUS_ADDRESS)
    return XDG_RUNTIME_DIR?.startsWith('/') ? `${XDG_RUNTIME_DIR}/bus` : undefined;
  for (const address of DBUS_SESSION_BUS_ADDRESS.split(';')) {
    const [, kind, value = ''] = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(address) ?? [];
    if (kind) return `${kind === 'abstract' ? '\0' : ''}${decodeURIComponent(value)}`;
  }
  return undefined;
}

function overSocket(socket: Socket, signal: AbortSignal) {
  let received = Buffer.alloc(0);
  let wake = () => undefined as void;
  let failure: unknown;
  let serial = 0;
  const fail = (error: unknown) => {
    failure ??= error;
    wake();
  };
  const abort = () => {
    socket.destroy();
    fail(signal.reason);
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the session bus closed the connection')));
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  const stopListening = whenAborted(signal, abort);

  /** Waits until `take` finds what it needs in the bytes that have come. */
  async function receive<T>(take: () => T | undefined): Promise<T> {
    for (;;) {
      const found = take();
      if (found !== undefined) return found;
      if (received.length > LARGEST) throw new Error('the session bus says too much');
      if (failure) throw failure as Error;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  function takeLine(): string | undefined {
    const end = received.indexOf('\r\n');
    if (end < 0) return undefined;
    const line = received.toString('latin1', 0, end);
    received = received.subarray(end + 2);
    return line;
  }

  function takeAnswer(to: number): Answer | undefined {
    for (;;) {
      const message = decodeMessage(received);
      if (!message) return undefined;
      received = received.subarray(message.length);
      if (message.answer?.replyTo === to) return message.answer;
    }
  }

  return {
    /** @see https://dbus.freedesktop.org/doc/dbus-specification.html#auth-protocol */
    async authenticate(): Promise<void> {
      const identity = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${identity}\r\n`);
      if (!(await receive(takeLine)).startsWith('OK'))
        throw new Error('the session bus refused this user');
      socket.write('BEGIN\r\n');
    },
    async call(call: MethodCall): Promise<unknown[]> {
      const number = ++serial;
      socket.write(encodeCall(call, number));
      const { isError, body } = await receive(() => takeAnswer(number));
      const [text] = body;
      if (isError) throw new Error(typeof text === 'string' ? text : 'the session bus refused');
      return body;
    },
    close(): void {
      stopListening();
      socket.destroy();
    },
  };
}
