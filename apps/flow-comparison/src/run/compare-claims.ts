/** A claim in the tokens of several lanes. */
export interface ClaimRow {
  name: string;
  /** As text, for each lane; undefined where its token lacks it. */
  values: readonly (string | undefined)[];
  /** Whether the lanes that have a token disagree, other than in what differs in every token. */
  differs: boolean;
}

/** Each lane has an authority of its own; the port says nothing about the flow. */
const LOOPBACK = /(?:localhost|127\.0\.0\.1):\d+/g;

type Claims = Readonly<Record<string, unknown>>;

/** What differs comes first, then what tells the most; the others follow by name. */
const FIRST = [
  'azpacr',
  'aud',
  'iss',
  'tid',
  'appid',
  'azp',
  'scp',
  'roles',
  'acrs',
  'amr',
  'auth_time',
  'name',
];

/** Differ between any two tokens, which says nothing about the flow. */
const ALWAYS_DIFFERENT = new Set([
  'iat',
  'nbf',
  'exp',
  'uti',
  'aio',
  'rh',
  'sid',
  'nonce',
  'at_hash',
  'auth_time',
]);

/** The claims of several tokens side by side. */
export function compareClaims(tokens: readonly (Claims | undefined)[]): ClaimRow[] {
  const names = new Set(tokens.flatMap((claims) => Object.keys(claims ?? {})));
  const rows = [...names].sort(byWeight).map((name) => {
    const values = tokens.map((claims) => claims && shown(claims[name]));
    const compared = values
      .filter((_, at) => tokens[at] !== undefined)
      .map((value) => value?.replace(LOOPBACK, 'localhost'));
    return {
      name,
      values,
      differs: !ALWAYS_DIFFERENT.has(name) && new Set(compared).size > 1,
    };
  });
  return rows.sort((one, other) => Number(other.differs) - Number(one.differs));
}

function byWeight(one: string, other: string): number {
  const [left, right] = [one, other].map(
    (name) => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1),
  );
  return (left ?? 0) - (right ?? 0) || (one < other ? -1 : 1);
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const TIMES = new Set(['iat', 'nbf', 'exp', 'auth_time']);

/** The time that a claim stands for: seconds since 1970 (RFC 7519 2). */
export function timeOfClaim(name: string, value: string | undefined): Date | undefined {
  const seconds = Number(value);
  return TIMES.has(name) && seconds > 0 ? new Date(seconds * 1000) : undefined;
}
