import type { Proxy } from './proxy-for.ts';

/** `ERR_PROXY_UNREACHABLE` and `ERR_PROXY_GATEWAY` may pass by themselves; the others do not. */
export type ProxyErrorCode =
  /** The variable holds no address of a proxy. */
  | 'ERR_PROXY_SETTING'
  /** No connection to the proxy, or it hung up. */
  | 'ERR_PROXY_UNREACHABLE'
  /** A connection that cannot be trusted or understood. */
  | 'ERR_PROXY_FAILED'
  /** The proxy says no: 407, 403, … */
  | 'ERR_PROXY_REFUSED'
  /** The proxy cannot reach the target: 5xx. */
  | 'ERR_PROXY_GATEWAY';

/** What exactly, where a code has several remedies. */
export type ProxyErrorReason =
  /** ERR_PROXY_SETTING: no HTTP proxy, a character that has to be percent-encoded, quotation marks. */
  | 'scheme'
  | 'encoding'
  | 'quotes'
  /** ERR_PROXY_REFUSED: credentials are missing, were refused, or are of no use to its method. */
  | 'login'
  | 'login-refused'
  | 'login-method';

/**
 * What went wrong between this machine and its proxy. The request itself never left. Names the
 * proxy's host and the variable that it came from, never the credentials in it.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: ProxyErrorCode;
  /** The environment variable that names the proxy. */
  readonly variable: string;
  declare readonly host?: string;
  declare readonly port?: number;
  /** HTTP status of the proxy's answer. */
  declare readonly status?: number;
  declare readonly reason?: ProxyErrorReason;

  private constructor(
    code: ProxyErrorCode,
    message: string,
    facts: Pick<ProxyError, 'variable' | 'host' | 'port' | 'status' | 'reason'> & {
      cause?: unknown;
    },
  ) {
    super(message, 'cause' in facts ? { cause: facts.cause } : undefined);
    const { cause: _, ...rest } = facts;
    this.code = code;
    this.variable = facts.variable;
    Object.assign(this, rest);
  }

  static setting(variable: string, why: string, reason?: ProxyErrorReason): ProxyError {
    const message = `${variable} holds a value ${why}; write it as http://host:port`;
    return new ProxyError('ERR_PROXY_SETTING', message, { variable, ...(reason && { reason }) });
  }

  /** @param methods - of the answer's Proxy-Authenticate */
  static refused(
    { url, variable }: Proxy,
    target: string,
    status: number,
    methods = '',
  ): ProxyError {
    const code = status >= 500 ? 'ERR_PROXY_GATEWAY' : 'ERR_PROXY_REFUSED';
    const reason = status === 407 ? loginReason(url, methods) : undefined;
    const message = `the proxy ${url.host} (from ${variable}) did not connect to ${target}: HTTP ${status}; ${remedy(status, variable, reason)}`;
    const facts = { variable, ...placeOf(url), status, ...(reason && { reason }) };
    return new ProxyError(code, message, facts);
  }

  static failed({ url, variable }: Proxy, cause: unknown, passing: boolean): ProxyError {
    const code = passing ? 'ERR_PROXY_UNREACHABLE' : 'ERR_PROXY_FAILED';
    const reason = String((cause as { code?: string }).code ?? 'unknown reason');
    const message = `the proxy ${url.host} (from ${variable}) cannot be used: ${reason}; check the address, or unset ${variable} where no proxy is needed`;
    return new ProxyError(code, message, { variable, ...placeOf(url), cause });
  }
}

/** A proxy that names no method is taken for one of Basic: there are such. */
function loginReason({ username, password }: URL, methods: string): ProxyErrorReason {
  if (methods && !/(?:^|[\s,])basic\b/i.test(methods)) return 'login-method';
  return username || password ? 'login-refused' : 'login';
}

function remedy(status: number, variable: string, reason?: ProxyErrorReason): string {
  if (reason === 'login-method')
    return 'it wants a login by a method that is not supported; ask its administrator for Basic, or name the host in NO_PROXY';
  if (reason === 'login-refused')
    return `it did not take the user name and the password of ${variable}; correct them there`;
  if (reason === 'login')
    return `it wants a user name and a password: write http://user:password@host:port into ${variable}`;
  return status >= 500
    ? 'try again later'
    : 'ask its administrator to allow this host, or name the host in NO_PROXY';
}

export function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

function placeOf(url: URL): { host: string; port: number } {
  return { host: url.hostname, port: portOf(url) };
}
