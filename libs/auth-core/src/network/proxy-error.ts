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

  private constructor(
    code: ProxyErrorCode,
    message: string,
    facts: { variable: string; host?: string; port?: number; status?: number; cause?: unknown },
  ) {
    super(message, 'cause' in facts ? { cause: facts.cause } : undefined);
    const { cause: _, ...rest } = facts;
    this.code = code;
    this.variable = facts.variable;
    Object.assign(this, rest);
  }

  static setting(variable: string, why: string): ProxyError {
    const message = `${variable} holds a value ${why}; write it as http://host:port`;
    return new ProxyError('ERR_PROXY_SETTING', message, { variable });
  }

  static refused({ url, variable }: Proxy, target: string, status: number): ProxyError {
    const code = status >= 500 ? 'ERR_PROXY_GATEWAY' : 'ERR_PROXY_REFUSED';
    const message = `the proxy ${url.host} (from ${variable}) did not connect to ${target}: HTTP ${status}; ${remedy(status, variable)}`;
    return new ProxyError(code, message, { variable, ...placeOf(url), status });
  }

  static failed({ url, variable }: Proxy, cause: unknown, passing: boolean): ProxyError {
    const code = passing ? 'ERR_PROXY_UNREACHABLE' : 'ERR_PROXY_FAILED';
    const reason = String((cause as { code?: string }).code ?? 'unknown reason');
    const message = `the proxy ${url.host} (from ${variable}) cannot be used: ${reason}; check the address, or unset ${variable} where no proxy is needed`;
    return new ProxyError(code, message, { variable, ...placeOf(url), cause });
  }
}

function remedy(status: number, variable: string): string {
  if (status === 407) {
    return `it wants a user name and a password: write http://user:password@host:port into ${variable}`;
  }
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
