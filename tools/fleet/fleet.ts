// npm run fleet: what happens to a whole fleet of devices at once, against the local emulator.
import { onSignal, readCommandLine } from '../command-line.ts';
import { printTable } from './print-table.ts';
import { fleetHelp, readFleetOptions } from './read-fleet-options.ts';
import { showProgress } from './show-progress.ts';
import { faultsOf } from './verdict.ts';
import { writeReport } from './write-report.ts';

async function main(): Promise<number> {
  const command = readCommandLine(fleetHelp, readFleetOptions);
  const stop = new AbortController();
  let stopped = 0;
  const end = (code: number) => {
    stopped ||= code;
    stop.abort(new Error('stopped'));
  };
  onSignal(end);
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

process.exit(await main());
