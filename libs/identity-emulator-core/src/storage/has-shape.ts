type Kind = 'string' | 'number' | 'boolean' | 'array';

/** What the fields of a kept record must be; others may be there too. */
export type Shape = Readonly<Record<string, Kind>>;

/** Whether a value that comes from a file, where anybody may have edited it, can be used. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return Object.entries(shape).every(([name, kind]) =>
    kind === 'array' ? Array.isArray(fields[name]) : typeof fields[name] === kind,
  );
}
