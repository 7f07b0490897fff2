import { takesSequences } from '@entra-flows/primitives/terminal-style';
import type { FleetOptions } from './run-fleet.ts';

/** ms of true time between two lines. */
const ON_TERMINAL = 250;
const ELSEWHERE = 10_000;

/** Tells on stderr how a run goes on: one line that changes on a terminal, a line now and then elsewhere. */
export function showProgress(
  { devices }: Pick<FleetOptions, 'devices'>,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
): { onProgress: FleetOptions['onProgress']; end(): void } {
  const overwrites = takesSequences(stream.isTTY);
  const every = overwrites ? ON_TERMINAL : ELSEWHERE;
  let saidAt = -Infinity;
  let saidOf = '';
  const number = (value: number) => value.toLocaleString('en');
  const write = (text: string) => stream.write(overwrites ? `\r\x1b[K${text}` : `${text}\n`);
  return {
    onProgress({ scenario: { name, title }, second, withToken }) {
      if (saidOf !== name) {
        if (overwrites && saidOf) stream.write('\n');
        if (!overwrites) write(title);
      }
      const now = performance.now();
      if (saidOf === name && now - saidAt < every) return;
      [saidAt, saidOf] = [now, name];
      write(
        `${name}: second ${number(second)}, ${number(withToken)} of ${number(devices)} with a token`,
      );
    },
    end: () => void (overwrites && saidOf && stream.write('\n')),
  };
}
