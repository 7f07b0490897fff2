import { entraError } from '../errors/entra-error.ts';
import type { Directory, Tenant } from './directory.ts';

type SharedAudience = 'common' | 'organizations' | 'consumers';

/** The tenant or the accounts that an authority's path segment stands for. */
export interface Audience {
  /** The segment as the client wrote it. */
  segment: string;
  /** Absent for the shared authorities, where the account decides. */
  tenant?: Tenant;
  shared?: SharedAudience;
}

/** Tenant id of personal Microsoft accounts, the same one everywhere. */
export const consumersTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * Whether a path segment from an earlier request names the same authority, by any of its names.
 *
 * @throws EntraError 90002 when the tenant no longer exists
 */
export function isSameAuthority(
  directory: Directory,
  segment: string,
  audience: Audience,
): boolean {
  const { tenant, shared } = findAudience(directory, segment);
  return tenant === audience.tenant && shared === audience.shared;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/**
 * Resolves the path segment of an authority: a tenant id, a domain name or a shared name.
 *
 * @throws EntraError 90002 for a well-formed name that is unknown, 900023 for anything else
 */
export function findAudience(directory: Directory, segment: string): Audience {
  const name = segment.toLowerCase();
  if (name === 'common' || name === 'organizations') return { segment, shared: name };
  if (name === 'consumers' || name === consumersTenantId) return { segment, shared: 'consumers' };
  const tenant = directory.tenants.find(({ id, domains }) => id === name || domains.includes(name));
  if (tenant) return { segment, tenant };
  throw guid.test(segment) || domainName.test(segment)
    ? entraError(90002, segment)
    : entraError(900023, segment.slice(0, 100));
}
