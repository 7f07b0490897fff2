import type { App, Directory, Resource } from '../../directory/directory.ts';
import { entraError } from '../../errors/entra-error.ts';

/** What a scope parameter asks for: one web API at most (v2.0 endpoints issue for one at a time). */
export interface ResolvedScopes {
  /** As asked, each once, in the client's own spelling: MSAL looks tokens up by it. */
  asked: string[];
  resource: Resource;
  /** Names of the resource's permissions, for `scp`. */
  permissions: string[];
}

/** Scopes of OpenID Connect: of no web API. */
export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Those that are of a web API. */
export const apiScopes = ({ asked }: Pick<ResolvedScopes, 'asked'>): string[] =>
  asked.filter((scope) => !oidcScopes.some((one) => one === scope));

/** The app that asks, and what else it sent beside the scopes. */
interface ScopesAsked {
  app?: App;
  /** RFC 8707: the web API once more; in Entra it must be the API of the scopes. */
  resource?: string | undefined;
}

/** @throws EntraError 70011, 500011, 650053, 700022 or 9010010 */
export function resolveScopes(
  directory: Directory,
  text: string,
  { app, resource: named }: ScopesAsked = {},
): ResolvedScopes {
  const asked = [...new Set(text.split(' ').filter(Boolean))];
  if (asked.length === 0) throw entraError(70011, 'It is empty.');
  const found = apiScopes({ asked }).map((scope) => findScope(directory, scope, app));
  const resources = new Set(found.map(({ resource }) => resource));
  if (resources.size > 1) throw entraError(700022);
  const [resource = defaultResource(directory)] = resources;
  if (named && !isNamed(resource, named)) throw entraError(9010010);
  return { asked, resource, permissions: [...new Set(found.flatMap(({ names }) => names))] };
}

export const asksFor = (scopes: ResolvedScopes, scope: string): boolean =>
  scopes.asked.includes(scope);

/** Whether all is asked for that the app was given for a web API. */
export const asksForDefault = (scopes: ResolvedScopes): boolean => scopes.asked.some(isDefault);

export const isDefault = (scope: string): boolean => /(^|\/)\.default$/.test(scope);

/**
 * The `scope` of a token response: what was asked for and granted, without `offline_access`, as
 * Entra does; `.default` and what it stands for.
 */
export function grantedScope(scopes: ResolvedScopes): string {
  const { asked, permissions } = scopes;
  const all = asked.find(isDefault);
  const prefix = all?.slice(0, -'.default'.length) ?? '';
  const meant = all === undefined ? [] : permissions.map((name) => `${prefix}${name}`);
  return [...new Set([...asked, ...meant])].filter((scope) => scope !== 'offline_access').join(' ');
}

const isNamed = ({ id, uris }: Resource, name: string): boolean =>
  [id, ...uris].some((one) => name === one || name === `${one}/`);

function findScope(directory: Directory, scope: string, app?: App) {
  const slash = scope.lastIndexOf('/');
  // The lookbehind keeps this linear: a scope may be 60,000 slashes.
  const prefix = scope.slice(0, Math.max(slash, 0)).replace(/(?<!\/)\/+$/, '');
  const name = scope.slice(slash + 1);
  const resource = slash < 0 ? defaultResource(directory) : findResource(directory, prefix);
  if (name === '.default') {
    const usual = resource.scopes.filter(({ byName }) => !byName);
    return { resource, names: usual.map((one) => one.name) };
  }
  const known = resource.scopes.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!known) throw entraError(650053, app?.name ?? '', name.slice(0, 200), resource.id);
  return { resource, names: [known.name] };
}

function findResource(directory: Directory, prefix: string): Resource {
  const found = directory.resources.find(({ id, uris }) => id === prefix || uris.includes(prefix));
  if (!found) throw entraError(500011, prefix.slice(0, 200));
  return found;
}

function defaultResource(directory: Directory): Resource {
  const [first] = directory.resources;
  if (!first) throw new Error('The directory has no resource: add at least one.');
  return first;
}
