const known = new Map<string, number>();
let measure: CanvasRenderingContext2D | null | undefined;

/** Width of a label, in pixels; the style has the same font. */
export function widthOf(label: string): number {
  const before = known.get(label);
  if (before !== undefined) return before;
  measure ??= document.createElement('canvas').getContext('2d');
  if (measure) {
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    measure.font = `${Number.parseFloat(fontSize) * 0.84}px ${fontFamily}`;
  }
  const width = (measure?.measureText(label).width ?? label.length * 8) + 2;
  if (known.size > 2000) known.clear();
  known.set(label, width);
  return width;
}
