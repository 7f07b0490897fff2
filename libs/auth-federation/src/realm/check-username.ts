import { said } from '@entra-flows/primitives/said';
import { FederationError } from '../federation-error.ts';

/** Longer than any directory allows. */
const LONGEST = 1024;

/**
 * Refuses a user name that is not of the form `name@domain`. All other characters are escaped where the
 * name is used: in an address, and in XML.
 *
 * @throws {FederationError} `invalid_user_name`
 */
export function checkUsername(username: unknown): asserts username is string {
  const isName =
    typeof username === 'string' &&
    username.length <= LONGEST &&
    /^[^@]+@[^@]+$/.test(username) &&
    !/[\p{Cc}\p{Surrogate}\ufffe\uffff]/u.test(username);
  if (!isName)
    throw new FederationError(
      'invalid_user_name',
      said({
        en: 'the user name is not of the form name@domain',
        ko: '사용자 이름이 name@domain 형식이 아닙니다',
      }),
    );
}
