import { scale, type Scale } from './scale.ts';

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
