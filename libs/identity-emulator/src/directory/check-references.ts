import type { Directory, Resource, Tenant } from './directory.ts';

/** What is wrong, and where: `tenants[0].users[3].id`. */
export interface Fault {
  path: string;
  says: string;
}

/** Names that stand for two things, and names that stand for nothing. */
export function checkReferences(directory: Directory): Fault[] {
  const { tenants, resources } = directory;
  const users = tenants.flatMap((tenant, t) => at(`tenants[${t}].users`, tenant.users));
  const guests = tenants.flatMap((tenant, t) => at(`tenants[${t}].guests`, tenant.guests));
  const apps = tenants.flatMap((tenant, t) => at(`tenants[${t}].apps`, tenant.apps));
  const subscriptions = tenants.flatMap((tenant, t) =>
    at(`tenants[${t}].subscriptions`, tenant.subscriptions),
  );
  const known: Known = {
    users: new Set(users.map(({ value }) => value.username.toLowerCase())),
    apps: new Set(apps.map(({ value }) => value.clientId)),
    resources: new Set(resources.map(({ id }) => id)),
    scopes: new Set(
      resources.flatMap((resource) =>
        prefixesOf(resource).flatMap((start) => resource.scopes.map(({ name }) => start + name)),
      ),
    ),
    prefixes: resources.flatMap(prefixesOf),
  };
  return [
    ...repeated(pick('id', at('tenants', tenants))),
    ...repeated(tenants.flatMap(({ domains }, t) => at(`tenants[${t}].domains`, domains))),
    ...repeated(pick('clientId', apps)),
    ...repeated([...pick('id', users), ...pick('id', guests)]),
    ...repeated(pick('username', users)),
    ...repeated(pick('id', at('resources', resources))),
    ...repeated(pick('id', subscriptions)),
    ...repeated(resources.flatMap(({ uris }, r) => at(`resources[${r}].uris`, uris))),
    ...tenants.flatMap((tenant, t) => insideTenant(tenant, `tenants[${t}]`, known)),
  ];
}

interface Known extends Record<'users' | 'apps' | 'resources' | 'scopes', ReadonlySet<string>> {
  /** What roles begin with. */
  prefixes: string[];
}

const prefixesOf = ({ id, uris }: Resource): string[] => [id, ...uris].map((one) => `${one}/`);

function insideTenant(tenant: Tenant, path: string, known: Known): Fault[] {
  const { guests = [], policies, federatedDomains, domains, users, apps } = tenant;
  const own = new Set(users.map(({ username }) => username.toLowerCase()));
  return [
    ...unknown(
      at(`${path}.federatedDomains`, federatedDomains),
      new Set(domains),
      'one of domains',
    ),
    ...unknown(pick('username', at(`${path}.guests`, guests)), known.users, 'the user of a tenant'),
    ...repeated(pick('username', at(`${path}.guests`, guests))),
    ...at(`${path}.apps`, apps).flatMap(({ path: one, value }) => [
      ...unknownScopes(at(`${one}.preConsented`, value.preConsented), known),
      ...unknownRoles(at(`${one}.roles`, value.roles), known),
    ]),
    ...[...at(`${path}.users`, users), ...at(`${path}.guests`, guests)].flatMap(
      ({ path: one, value }) => unknownRoles(at(`${one}.roles`, value.roles), known),
    ),
    ...guests.flatMap(({ username }, g) =>
      own.has(username.toLowerCase())
        ? [{ path: `${path}.guests[${g}].username`, says: 'is at home in this tenant: no guest' }]
        : [],
    ),
    ...at(`${path}.subscriptions`, tenant.subscriptions).flatMap(({ path: one, value }) =>
      unknown(at(`${one}.users`, value.users), known.users, 'the user of a tenant'),
    ),
    ...at(`${path}.policies`, policies).flatMap(({ path: one, value }) => [
      ...unknown(at(`${one}.users`, value.users), known.users, 'the user of a tenant'),
      ...unknown(at(`${one}.apps`, value.apps), known.apps, 'the clientId of an app'),
      ...unknown(at(`${one}.resources`, value.resources), known.resources, 'the id of a resource'),
    ]),
  ];
}

interface Placed<Value> {
  path: string;
  value: Value;
}

const at = <Value>(path: string, values: readonly Value[] = []): Placed<Value>[] =>
  values.map((value, index) => ({ path: `${path}[${index}]`, value }));

const pick = <Name extends string>(
  name: Name,
  places: Placed<Record<Name, string>>[],
): Placed<string>[] =>
  places.map(({ path, value }) => ({ path: `${path}.${name}`, value: value[name] }));

function repeated(places: Placed<string>[]): Fault[] {
  const first = new Map<string, string>();
  return places.flatMap(({ path, value }) => {
    const before = first.get(value.toLowerCase());
    if (before !== undefined) return [{ path, says: `is the same as ${before}` }];
    first.set(value.toLowerCase(), path);
    return [];
  });
}

const unknown = (places: Placed<string>[], known: ReadonlySet<string>, what: string): Fault[] =>
  places
    .filter(({ value }) => !known.has(value.toLowerCase()))
    .map(({ path, value }) => ({ path, says: `must be ${what}, and '${value}' is none` }));

/** A scope is given with its web API, spelled as there: anything else would do nothing. */
const unknownScopes = (places: Placed<string>[], { scopes }: Known): Fault[] =>
  places
    .filter(({ value }) => !scopes.has(value))
    .map(({ path, value }) => ({
      path,
      says: `must be a scope of one of resources, such as https://graph.microsoft.com/User.Read, and '${value}' is none`,
    }));

const unknownRoles = (places: Placed<string>[], { prefixes }: Known): Fault[] =>
  places
    .filter(({ value }) => !prefixes.some((prefix) => value.startsWith(prefix)))
    .map(({ path, value }) => ({
      path,
      says: `must begin with the id or one of the uris of a resource, and '${value}' does not`,
    }));
