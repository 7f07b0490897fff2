const known = new Map<string, number>();
let measure: CanvasRenderingContext2D | null | undefined;

/**
 * Width of a label, in pixels; the style has the same font.
 *
 * @param weight - a bold one is wider
 */
export function widthOf(label: string, weight: 400 | 600 = 400): number {
  const key = `${weight} ${label}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  measure ??= document.createElement('canvas').getContext('2d');
  if (measure) {
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    measure.font = `${weight} ${Number.parseFloat(fontSize) * 0.84}px ${fontFamily}`;
  }
  const width = (measure?.measureText(label).width ?? label.length * 8) + 2;
  if (known.size > 2000) known.clear();
  known.set(key, width);
  return width;
}
