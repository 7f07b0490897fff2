import type { Socket } from 'node:net';
import pty from '@lydell/node-pty';
import { browserStandIn } from './browser-stand-in.ts';
import type { Place } from './sample-place.ts';

/** A sample in a terminal of its own. */
export interface Terminal {
  /** Everything that was written to the screen so far. */
  screen(): string;
  /** Resolves when the screen so far matches; rejects when the sample ends without it. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  /** Types keys. */
  type(keys: string): void;
  /** Changes the width. */
  resize(columns: number): void;
  /** Closes the window, as a user does: the system then sends SIGHUP. */
  close(): void;
  /** Resolves with the exit code as a shell has it: 128 and the number of a signal. */
  ended: Promise<number>;
}

/** Runs the bundle in a pseudo terminal without colours, on a desktop, unless `env` says otherwise. */
export function openTerminal(
  place: Place,
  args: string[] = [],
  columns?: number,
  env: NodeJS.ProcessEnv = {},
): Terminal {
  return openCommand([process.execPath, place.bundle, ...args], {
    cwd: place.folder,
    env: { ...place.env, ...browserStandIn(place), NO_COLOR: '1', ...env },
    columns,
    term: env['TERM'],
  });
}

/** Runs any command in a pseudo terminal, of 100 columns by default. */
export function openCommand(
  [file = '', ...args]: string[],
  {
    cwd,
    env,
    columns = 100,
    term = 'xterm',
  }: {
    cwd: string;
    env: NodeJS.ProcessEnv;
    columns?: number | undefined;
    term?: string | undefined;
  },
): Terminal {
  const screen = { cols: columns, rows: 50, cwd, env: { ...env, TERM: term } };
  const terminal = pty.spawn(file, args, screen);
  let text = '';
  const waiting = new Set<() => void>();
  const lookAgain = () => [...waiting].forEach((look) => look());
  terminal.onData((part) => {
    text += part;
    lookAgain();
  });
  let over = false;
  const ended = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode, signal }) => {
      over = true;
      resolve(signal ? 128 + signal : exitCode);
      lookAgain();
    });
  });
  const shows = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text);
        if (!found && !over) return;
        waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`the sample ended without ${pattern}:\n${text}`));
      };
      waiting.add(look);
      look();
    });
  return {
    screen: () => text,
    shows,
    type: (keys) => terminal.write(keys),
    resize: (width) => terminal.resize(width, 50),
    // Its own `destroy` sends a second SIGHUP, which no system does.
    close: () => (terminal as unknown as { _socket: Socket })._socket.destroy(),
    ended,
  };
}
