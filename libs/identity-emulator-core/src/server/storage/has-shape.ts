type Kind = 'string' | 'number' | 'boolean' | 'array' | ((value: unknown) => boolean);

/** What the fields of a kept record must be; others may be there too. */
export type Shape = Readonly<Record<string, Kind>>;

/** Whether a value that comes from a file, where anybody may have edited it, can be used. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return Object.entries(shape).every(([name, kind]) => isOf(kind, fields[name]));
}

function isOf(kind: Kind, value: unknown): boolean {
  if (typeof kind === 'function') return kind(value);
  return kind === 'array' ? Array.isArray(value) : typeof value === kind;
}

export const areAll =
  (kind: Kind) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every((one) => isOf(kind, one));

export const optional =
  (kind: Kind) =>
  (value: unknown): boolean =>
    value === undefined || isOf(kind, value);
