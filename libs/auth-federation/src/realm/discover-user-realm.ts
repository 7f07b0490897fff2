import { randomUUID } from 'node:crypto';
import type { ClientNetwork } from '@entra-flows/auth-core';
import { parseJsonObject } from '@entra-flows/primitives/json-object';
import { said } from '@entra-flows/primitives/said';
import { FederationError } from '../federation-error.ts';

/** Where a user signs in. */
export type UserRealm =
  | { accountType: 'managed' }
  /** `metadata`: the address of MEX, where there is one. `audience`: the intended receiver of an assertion. */
  | { accountType: 'federated'; metadata: string | undefined; audience: string };

const DEFAULT_AUDIENCE = 'urn:federation:MicrosoftOnline';

/**
 * Asks the authority where a user signs in. It looks at the domain alone.
 *
 * @param signal - ends the request
 * @throws {FederationError} `invalid_user_name`, `user_realm_discovery_failed`, `unknown_user_type`,
 *   `ropc_not_supported_for_msa`
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-mwbf/
 */
export async function discoverUserRealm(
  { authority, send }: ClientNetwork,
  username: string,
  signal?: AbortSignal,
): Promise<UserRealm> {
  checkUsername(username);
  // With an @ in it, the name is never a segment that a URL would resolve, as "..".
  const path = `/common/userrealm/${encodeURIComponent(username)}?api-version=1.0`;
  const { status, text } = await send({
    method: 'GET',
    url: new URL(path, authority).href,
    headers: { accept: 'application/json', 'client-request-id': randomUUID() },
    ...(signal ? { signal } : {}),
  });
  if (status !== 200) throw failed(`HTTP ${status}`);
  return readRealm(text);
}

function readRealm(answer: string): UserRealm {
  const body = parseJsonObject(answer);
  const text = (name: string) => (typeof body?.[name] === 'string' ? body[name] : undefined);
  // The "domain" of personal accounts, which calls itself federated.
  if (text('domain_name')?.toLowerCase() === 'live.com') {
    throw new FederationError(
      'ropc_not_supported_for_msa',
      said({ en: 'this is a personal account', ko: '개인 계정입니다' }),
    );
  }
  switch (text('account_type')?.toLowerCase()) {
    case 'managed':
      return { accountType: 'managed' };
    case 'federated':
      return {
        accountType: 'federated',
        metadata: text('federation_metadata_url'),
        audience: text('cloud_audience_urn') || DEFAULT_AUDIENCE,
      };
    case 'unknown':
      throw new FederationError(
        'unknown_user_type',
        said({ en: 'the authority knows no such domain', ko: '인증 기관이 모르는 도메인입니다' }),
      );
    default:
      throw failed(said({ en: 'an answer without an account type', ko: '계정 형식이 없는 응답' }));
  }
}

function failed(why: string): FederationError {
  return new FederationError(
    'user_realm_discovery_failed',
    said({ en: `realm discovery gave ${why}`, ko: `사용자 영역 검색의 결과: ${why}` }),
  );
}

/** Longer than any directory allows. */
const LONGEST = 1024;

/**
 * Refuses a user name that is not of the form `name@domain`. All other characters are escaped where the
 * name is used: in an address, and in XML.
 *
 * @throws {FederationError} `invalid_user_name`
 */
function checkUsername(username: unknown): asserts username is string {
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
