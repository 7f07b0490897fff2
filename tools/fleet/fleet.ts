// npm run fleet: what happens to a whole fleet of devices at once, against the local emulator.
import '../launch/survive-hangup.cjs';
import { printTable } from './print-table.ts';
import { fleetHelp, readFleetOptions } from './read-fleet-options.ts';
import { showProgress } from './show-progress.ts';
import { faultsOf } from './verdict.ts';
import { writeReport } from './write-report.ts';

/** Ends with the code that a shell gives to the signal. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

async function main(args: string[]): Promise<number> {
  let command: ReturnType<typeof readFleetOptions>;
  try {
    command = readFleetOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${fleetHelp}`);
    return 2;
  }
  if ('help' in command) {
    process.stdout.write(fleetHelp);
    return 0;
  }
  const stop = new AbortController();
  let stopped = 0;
  const end = (code: number) => {
    stopped ||= code;
    stop.abort(new Error('stopped'));
  };
  // npm passes on the Ctrl-C that the terminal has sent already: the second must not end it at once.
  for (const [name, code] of Object.entries(signals)) process.on(name, () => end(code));
  // Only the bench has a channel to it, and may be killed.
  process.once('disconnect', () => end(1));
  if (process.connected === false) end(1);
  const progress = showProgress(command);
  try {
    // MSAL and what is below it: not for a help text.
    const { runFleet } = await import('./run-fleet.ts');
    const figures = await runFleet({
      ...command,
      signal: stop.signal,
      onProgress: progress.onProgress,
    });
    progress.end();
    process.stdout.write(command.json ? `${JSON.stringify(figures)}\n` : printTable(figures));
    if (command.report !== undefined) await writeReport(command.report, figures);
    const faults = faultsOf(figures);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    return faults.length > 0 ? 1 : 0;
  } catch (error) {
    progress.end();
    process.stderr.write(`The fleet stopped: ${(error as Error).message}.\n`);
    return stopped || 1;
  }
}

process.exit(await main(process.argv.slice(2)));
