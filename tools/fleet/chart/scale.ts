/** From values to places on a picture, and the values that stand at its lines. */
export interface Scale {
  (value: number): number;
  ticks: number[];
}

/**
 * @param most the largest value; the scale begins at 0
 * @param from where 0 stands
 * @param to where the end of the scale stands
 */
export function scale(most: number, from: number, to: number): Scale {
  const step = roundStep(Math.max(most, 1) / 4);
  const end = Math.ceil(Math.max(most, 1) / step) * step;
  const place = (value: number) => from + (Math.min(value, end) / end) * (to - from);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
  return Object.assign(place, { ticks });
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return Math.max(1, power * ([1, 2, 5, 10].find((times) => power * times >= least) ?? 10));
}
