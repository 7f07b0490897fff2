type Claims = Record<string, Record<string, unknown> | null>;

/**
 * One claims request of two: what the API demands, and what the authority demands on top of it when
 * it is asked for that silently. With the authority's alone the API would not get what it wants.
 *
 * @param claims - JSON texts, as in OpenID Connect Core 5.5; what is no JSON object counts as none
 * @returns JSON text; undefined where nothing is demanded
 */
export function mergeClaims(...claims: (string | undefined)[]): string | undefined {
  const merged: Claims = {};
  for (const demanded of claims.map(parsed)) {
    for (const [section, members] of Object.entries(demanded)) {
      merged[section] = { ...merged[section], ...members };
    }
  }
  return Object.keys(merged).length > 0 ? JSON.stringify(merged) : undefined;
}

function parsed(text = ''): Claims {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value && !Array.isArray(value) ? (value as Claims) : {};
  } catch {
    return {};
  }
}
