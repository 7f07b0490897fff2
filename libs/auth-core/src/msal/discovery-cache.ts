import { wrongInDiscovery } from './check-discovery.ts';
import { isDeviceAuthorization, isDiscovery } from './request-form.ts';
import { type HttpRequest, type HttpResponse, jsonObject, type Send } from '../http/http.ts';
import type { LinkSource } from '../http/web-link.ts';

/** A discovery document that was kept. */
export interface KeptDiscovery {
  /** ms since 1970. */
  storedAt: number;
  /** The parsed JSON. */
  document: unknown;
}

/** Where discovery documents are kept between processes: beside the tokens, under their protection. */
export interface DiscoveryStore {
  /** The document kept for a URL; undefined where none is, or it cannot be read. */
  get(url: string): Promise<KeptDiscovery | undefined>;
  /** Keeps a document for its URL; a failure is ignored, since it can be asked for again. */
  set(url: string, document: unknown): Promise<void>;
  /** Forgets the document of a URL. */
  delete(url: string): Promise<void>;
}

const ONE_DAY = 24 * 3600 * 1000;

/**
 * Answers discovery from the store, so that a valid token is found without a request, and with
 * the authority down.
 *
 * A stored document is one that this client fetched itself and can use, and that keeps every endpoint
 * on https and on the authority's own host; others pass through and are not stored. It is asked for
 * again after a day, and as soon as an endpoint that it names fails.
 *
 * @param pinned - origins with a certificate authority of their own, whose pages may be on http
 */
export function withDiscoveryCache(
  send: Send,
  store: DiscoveryStore,
  pinned: LinkSource['pinned'] = [],
  now = Date.now,
): Send {
  const documentOf = new Map<string, string>();
  const isKeepable = (url: string, document: object) =>
    wrongInDiscovery(document, { authority: url, pinned }) === undefined &&
    staysOnHost(url, document);

  return async (request) => {
    if (!isDiscovery(request)) return watched(send, request, documentOf, store);
    const kept = await store.get(request.url);
    const isFresh = kept && now() - kept.storedAt < ONE_DAY;
    if (isFresh && isKeepable(request.url, Object(kept.document) as object)) {
      remember(documentOf, request.url, kept.document);
      return { status: 200, headers: {}, text: JSON.stringify(kept.document) };
    }
    const response = await send(request);
    const document = jsonObject(response);
    if (response.status === 200 && document && isKeepable(request.url, document)) {
      remember(documentOf, request.url, document);
      await store.set(request.url, document);
    }
    return response;
  };
}

/** Forgets the document when one of its endpoints is not there any more. */
async function watched(
  send: Send,
  request: HttpRequest,
  documentOf: Map<string, string>,
  store: DiscoveryStore,
): Promise<HttpResponse> {
  const document = documentOf.get(withoutQuery(request.url));
  const forget = async () => {
    if (document) await store.delete(document);
  };
  try {
    const response = await send(request);
    if (isMissing(request, response)) await forget();
    return response;
  } catch (error) {
    if (!request.signal?.aborted) await forget();
    throw error;
  }
}

/** A gateway's 404 or 410, or an answer that is not an authority's: the endpoint may have moved. */
function isMissing(request: HttpRequest, response: HttpResponse): boolean {
  if (response.status === 404 || response.status === 410) return true;
  return isDeviceAuthorization(request) && !jsonObject(response);
}

function remember(documentOf: Map<string, string>, url: string, document: unknown): void {
  for (const endpoint of endpointsOf(document)) documentOf.set(withoutQuery(endpoint), url);
}

function staysOnHost(url: string, document: unknown): boolean {
  const { host } = new URL(url);
  return endpointsOf(document).every((endpoint) => isHttpsOn(host, endpoint));
}

function isHttpsOn(host: string, endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  return url.protocol === 'https:' && url.host === host;
}

/** The endpoints that a client sends secrets to. */
function endpointsOf(document: unknown): string[] {
  const { token_endpoint, device_authorization_endpoint, issuer } = document as Record<
    string,
    unknown
  >;
  return [token_endpoint, device_authorization_endpoint, issuer].filter(
    (value) => typeof value === 'string',
  );
}

function withoutQuery(url: string): string {
  return url.split('?')[0] ?? url;
}
