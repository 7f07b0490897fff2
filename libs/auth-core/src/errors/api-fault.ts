import { errorChain } from './error-chain.ts';
import { readProperty } from './read-property.ts';

/** Marks an error of a call of a web API: the same network faults meet the sign-in service. */
export function markApiFault(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !Object.isExtensible(error)) return error;
  return Object.defineProperty(error, MARK, { value: true, configurable: true });
}

/** Whether it was the web API that could not be reached, and not the authority. */
export function isApiFault(error: unknown): boolean {
  return errorChain(error).some((link) => readProperty(link, MARK) === true);
}

/** A name and not a symbol of this file, so that copies of the library know each other's. */
const MARK = 'isOfApi';
