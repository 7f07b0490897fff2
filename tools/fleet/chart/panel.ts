/** One curve over time. */
export interface Panel {
  title: string;
  /** By seconds. */
  values: readonly number[];
  /** A level that is drawn as a dashed line, with its name. */
  limit: { value: number; name: string };
  /** What of the values is drawn; what is larger leaves the picture and is told in words. */
  most: number;
  /** Class of the curve. */
  curve: 'requests' | 'devices';
}

/** Where panels stand, in units of the picture. */
export const frame = { left: 70, right: 700, height: 170 };

/**
 * @param top of the panel
 * @param x of the time, which all panels share
 */
export function drawPanel(panel: Panel, x: Scale, top: number): string {
  const { title, values, limit, most, curve } = panel;
  const bottom = top + frame.height;
  const y = scale(Math.max(most, limit.value), bottom, top + 28);
  const rows = y.ticks.map((value) => {
    const at = fixed(y(value));
    return `<line class="grid" x1="${frame.left}" x2="${frame.right}" y1="${at}" y2="${at}"/><text class="end" x="${frame.left - 8}" y="${fixed(y(value) + 4)}">${value.toLocaleString('en')}</text>`;
  });
  const columns = x.ticks.map(
    (second) => `<text class="middle" x="${fixed(x(second))}" y="${bottom + 18}">${second}</text>`,
  );
  const level = fixed(y(limit.value));
  return [
    `<text class="title" x="${frame.left}" y="${top + 8}">${title}</text>`,
    ...rows,
    ...columns,
    `<path class="${curve}" d="${pathOf(values, x, y)}"/>`,
    `<line class="limit" x1="${frame.left}" x2="${frame.right}" y1="${level}" y2="${level}"/>`,
    `<text class="end limit-name" x="${frame.right}" y="${fixed(y(limit.value) - 6)}">${limit.name}</text>`,
  ].join('\n');
}

/** Each value holds for its second. What stays the same is one line. */
function pathOf(values: readonly number[], x: Scale, y: Scale): string {
  const points = values.flatMap((value, second) => {
    if (second > 0 && second < values.length - 1 && value === values[second - 1]) return [];
    const at = fixed(y(value));
    return second === 0 ? [`M${fixed(x(0))} ${at}`] : [`H${fixed(x(second))}V${at}`];
  });
  return `${points.join('')}H${fixed(x(values.length))}`;
}

const fixed = (value: number) => String(Math.round(value * 10) / 10);

/** From values to places on a picture, and the values that stand at its lines. */
interface Scale {
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
