import './launch/survive-hangup.cjs';

/** With the code by which a shell tells of each. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The options of a tool of this workspace. Ends the process with its help, where that is asked for, and with
 * exit code 2 and what is wrong with the options.
 *
 * @param read throws an error for users
 */
export function readCommandLine<Command extends object>(
  help: string,
  read: (args: string[]) => Command | { help: true },
): Command {
  try {
    const command = read(process.argv.slice(2));
    if (!('help' in command)) return command;
    process.stdout.write(help);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

/**
 * Calls `end` at each signal, with the exit code of shells for it. npm passes on the Ctrl-C that the terminal
 * has sent already: it may come twice.
 */
export function onSignal(end: (code: number) => void): void {
  for (const [name, code] of Object.entries(signals)) process.on(name, () => end(code));
}
