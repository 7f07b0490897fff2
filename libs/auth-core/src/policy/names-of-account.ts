import type { AccountInfo } from '@azure/msal-node';

/** Whether the account is shown under this name, in any case. */
export function isCalled({ username }: AccountInfo, name: string): boolean {
  return username.toLowerCase() === name.toLowerCase();
}

/** The same, or under another name that the authority gives to the user in the ID token. */
export function hasName(account: AccountInfo, name: string): boolean {
  return isCalled(account, name) || namesIn(account.idTokenClaims).some(isSame(name));
}

/** Claims with names of a user: of work and school accounts, and of B2C's local accounts. */
const NAMES = ['preferred_username', 'upn', 'unique_name', 'email', 'emails'];

function namesIn(claims: AccountInfo['idTokenClaims']): string[] {
  const values = NAMES.flatMap((name) => claims?.[name] ?? []);
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

const isSame = (name: string) => (other: string) => other.toLowerCase() === name.toLowerCase();
