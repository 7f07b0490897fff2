import type { ClientNetwork } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import { FederationError } from '../federation-error.ts';
import { callOnPremises } from '../call-on-premises.ts';
import { readMex } from './read-mex.ts';
import type { TrustCredential, TrustEndpoint } from './trust-endpoint.ts';

/**
 * Reads MEX and chooses the endpoint for a way to sign in: https only, and WS-Trust 1.3 before 2005.
 *
 * @param metadata - the address of MEX, as the authority gave it
 * @throws {FederationError} `missing_federation_metadata_url`, `accessing_ws_metadata_exchange_failed`,
 *   `parsing_ws_metadata_exchange_failed`, `wstrust_endpoint_not_found`
 */
export async function findTrustEndpoint(
  { send }: ClientNetwork,
  metadata: string | undefined,
  credential: TrustCredential,
  signal?: AbortSignal,
): Promise<TrustEndpoint> {
  if (!metadata || !isHttps(metadata)) {
    const why = metadata
      ? {
          en: 'the domain is federated: its description is not at an https address',
          ko: '페더레이션된 도메인인데, 설명이 https 주소에 있지 않습니다',
        }
      : {
          en: 'the domain is federated: it names none',
          ko: '페더레이션된 도메인인데, 설명의 주소가 없습니다',
        };
    throw new FederationError('missing_federation_metadata_url', said(why));
  }
  const { status, text } = await callOnPremises(
    'accessing_ws_metadata_exchange_failed',
    metadata,
    () => send({ method: 'GET', url: metadata, headers: {}, ...(signal ? { signal } : {}) }),
  );
  const { host } = new URL(metadata);
  if (status !== 200) {
    throw new FederationError(
      'accessing_ws_metadata_exchange_failed',
      said({
        en: `${host} answered HTTP ${status} instead of its description`,
        ko: `${host} 서버가 설명 대신 HTTP ${status} 응답을 보냈습니다`,
      }),
    );
  }
  return choose(endpointsIn(text, host), credential, host);
}

function endpointsIn(text: string, host: string): TrustEndpoint[] {
  try {
    return readMex(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    const message = said({
      en: `the description of ${host} cannot be read: ${why}`,
      ko: `${host}의 설명을 읽을 수 없습니다: ${why}`,
    });
    throw new FederationError('parsing_ws_metadata_exchange_failed', message, { cause });
  }
}

function choose(
  endpoints: TrustEndpoint[],
  credential: TrustCredential,
  host: string,
): TrustEndpoint {
  const fitting = endpoints.filter((one) => one.credential === credential);
  const safe = fitting.filter(({ url }) => isHttps(url));
  const chosen = safe.find(({ version }) => version === '1.3') ?? safe[0];
  if (chosen) return chosen;
  const what =
    credential === 'windows'
      ? { en: 'a Kerberos ticket', ko: 'Kerberos 티켓용' }
      : { en: 'a password', ko: '암호용' };
  const why =
    fitting.length > 0
      ? {
          en: `${host} names only endpoints without https for ${what.en}`,
          ko: `${host}에는 https가 아닌 ${what.ko} 엔드포인트만 있습니다`,
        }
      : {
          en: `${host} names no endpoint for ${what.en}`,
          ko: `${host}에는 ${what.ko} 엔드포인트가 없습니다`,
        };
  throw new FederationError('wstrust_endpoint_not_found', said(why));
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
