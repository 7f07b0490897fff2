import { ended } from './own-processes.ts';

/**
 * Measures several sides in turn, so that whatever else the machine does falls on all of them, and
 * once before it counts.
 *
 * @param sides each gives one sample
 * @returns the samples by side
 */
export async function interleave<Side extends string>(
  rounds: number,
  sides: Record<Side, () => Promise<number>>,
): Promise<Record<Side, number[]>> {
  const names = Object.keys(sides) as Side[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Side,
    number[]
  >;
  for (let round = -1; round < rounds; round += 1) {
    // Every other round runs backwards: no side always comes after the same one.
    for (const name of round % 2 ? [...names].reverse() : names) {
      ended.throwIfAborted();
      const sample = await sides[name]();
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Of one side against the other, in one run. */
export function ratio(side: readonly number[], base: readonly number[]): number {
  return median(side) / median(base);
}

/** Of the logarithms, by least squares: 1 is growth in proportion, 0 is none. */
export function slope(sizes: number[], times: number[]): number {
  const [xs, ys] = [sizes.map(Math.log), times.map(Math.log)] as [number[], number[]];
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x0, y0] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, x, at) => sum + (x - x0) * ((ys[at] ?? 0) - y0), 0);
  return covariance / xs.reduce((sum, x) => sum + (x - x0) ** 2, 0);
}

/** @returns µs of wall time that one of some calls takes */
export async function perCall(calls: number, call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < calls; index += 1) await call();
  return ((performance.now() - start) * 1000) / calls;
}
