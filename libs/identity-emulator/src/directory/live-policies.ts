import { checkDirectory } from './parse-directory.ts';
import type { Directory, Policy, Tenant } from './directory.ts';

/** A conditional access policy of a running emulator. */
export interface TenantPolicy extends Policy {
  /** For `control.policies.change`; unique in the emulator. */
  id: string;
  /** Id of its tenant. */
  tenant: string;
  /** Whether it applies. */
  on: boolean;
}

/** What becomes of a policy. */
export interface PolicyChange {
  /** Of the policy; a new one, with `policy`. */
  id: string;
  /** Whether it applies from now on; as before when absent, and true for a new one. */
  on?: boolean;
  /** What it says from now on; as before when absent. */
  policy?: Policy;
  /** Id of the tenant of a new policy; the first tenant of the directory when absent. */
  tenant?: string;
}

export interface LivePolicies {
  list(): TenantPolicy[];
  /** All of them or none. @throws TypeError that names what is wrong */
  change(changes: readonly PolicyChange[]): void;
  /** Those of the directory apply, as at the start, and no others. */
  reset(): void;
}

/** In each emulator, off at the start: what a trainer switches on, and a test. */
const ready: Readonly<Record<string, Policy>> = {
  'block-device-code': { name: 'Block device code', flows: ['device-code'], requires: 'block' },
  'require-mfa': { name: 'Require a second factor', requires: 'mfa' },
  'require-compliant-device': { name: 'Require a compliant device', requires: 'compliant-device' },
};

/** Entries of a directory in a running emulator can change: it has tenants of its own. */
export const ownTenants = (directory: Directory): Directory => ({
  ...directory,
  tenants: directory.tenants.map((tenant) => ({ ...tenant })),
});

interface Entry {
  id: string;
  tenant: Tenant;
  policy: Policy;
  on: boolean;
}

/**
 * The policies of a directory, so that they can change while it is in use.
 *
 * @param directory of `ownTenants`: the policies of its tenants are replaced
 */
export function livePolicies(directory: Directory): LivePolicies {
  const atStart = entriesOf(directory);
  let entries = atStart;

  const tenantsWith = (next: readonly Entry[]): Tenant[] =>
    directory.tenants.map((tenant) => ({ ...tenant, policies: policiesOf(next, tenant) }));

  function use(next: Entry[]): void {
    entries = next;
    for (const tenant of directory.tenants) {
      const applying = next.filter(({ on }) => on);
      tenant.policies = policiesOf(applying, tenant);
    }
  }

  return {
    list: () =>
      entries.map(({ id, tenant, policy, on }) => ({ ...policy, id, tenant: tenant.id, on })),
    change(changes) {
      const next = changes.reduce((before, one) => changed(directory, before, one), entries);
      checkDirectory({ ...directory, tenants: tenantsWith(next) });
      use(next);
    },
    reset: () => use(atStart),
  };
}

const policiesOf = (entries: readonly Entry[], tenant: Tenant): Policy[] =>
  entries.filter((entry) => entry.tenant === tenant).map(({ policy }) => policy);

function entriesOf({ tenants }: Directory): Entry[] {
  const taken = new Set(Object.keys(ready));
  const own = tenants.flatMap((tenant) =>
    (tenant.policies ?? []).map((policy): Entry => {
      const id = freeId(policy.name, taken);
      return { id, tenant, policy, on: true };
    }),
  );
  const [first] = tenants;
  const others = Object.entries(ready).flatMap(([id, policy]): Entry[] =>
    first ? [{ id, tenant: first, policy, on: false }] : [],
  );
  return [...own, ...others];
}

/** `No device code for Felix` becomes `no-device-code-for-felix`. */
function freeId(name: string, taken: Set<string>): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['policy'];
  const base = words.join('-').slice(0, 60);
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  taken.add(id);
  return id;
}

function changed({ tenants }: Directory, entries: Entry[], change: PolicyChange): Entry[] {
  const { id, on, policy } = change;
  const known = entries.find((entry) => entry.id === id);
  if (known) {
    if (change.tenant !== undefined && change.tenant !== known.tenant.id)
      throw new TypeError(`The policy '${id}' is one of another tenant.`);
    const next = { ...known, on: on ?? known.on, policy: policy ?? known.policy };
    return entries.map((entry) => (entry === known ? next : entry));
  }
  const ids = entries.map((entry) => entry.id).join(', ');
  if (!policy)
    throw new TypeError(
      `There is no policy '${id}'. Give 'policy' with it, or take one of: ${ids}.`,
    );
  const tenant = tenants.find((one) => one.id === (change.tenant ?? tenants[0]?.id));
  if (!tenant) throw new TypeError(`There is no tenant with the id '${change.tenant}'.`);
  return [...entries, { id, tenant, policy, on: on ?? true }];
}
