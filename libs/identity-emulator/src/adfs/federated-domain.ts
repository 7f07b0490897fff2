import type { Directory, Tenant, User } from '../directory/directory.ts';
import { findUser, type Account } from '../directory/find-user.ts';

interface FederatedDomain {
  tenant: Tenant;
  /** In small letters. */
  domain: string;
}

/** The part of a user name that says where the user signs in. */
export const domainOf = (username: string): string =>
  /@([^@]+)$/.exec(username.trim().toLowerCase())?.[1] ?? '';

export function findFederatedDomain(
  { tenants }: Directory,
  domain: string,
): FederatedDomain | undefined {
  const tenant = tenants.find(({ federatedDomains = [] }) => federatedDomains.includes(domain));
  return tenant && { tenant, domain };
}

/** Whether the AD FS knows the user's password, and not Entra. */
export const isFederated = ({ tenant, user }: Account): boolean =>
  tenant.federatedDomains?.includes(domainOf(user.username)) ?? false;

/** Finds a user of the AD FS. */
export function findFederatedAccount(directory: Directory, username: string): Account | undefined {
  const account = findUser(directory, username);
  return account && isFederated(account) ? account : undefined;
}

/** What the AD FS calls a user. */
export const immutableIdOf = ({ immutableId, id }: User): string => immutableId ?? id;

/** One of its own for each domain, as AD FS has it with several domains (`SupportMultipleDomain`). */
export const issuerOf = (domain: string): string => `http://${domain}/adfs/services/trust/`;

export const domainOfIssuer = (issuer: string): string =>
  /^http:\/\/([^/]+)\/adfs\/services\/trust\/$/.exec(issuer)?.[1] ?? '';
