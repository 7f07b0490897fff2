import { BlockList, isIP } from 'node:net';

/** Where the proxy comes from. */
export interface ProxySettings {
  /** Where the variables are read; `process.env` when missing. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Sends requests to this machine itself through the proxy too; it hardly ever can reach it. */
  loopback?: boolean;
}

/** A proxy with the variable that names it. The URL may hold a password. */
export interface Proxy {
  /** Its address. */
  url: URL;
  /** The environment variable that names it. */
  variable: string;
}

/** Lower case first, as curl has it, which knew them first. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
const HTTP_VARIABLES = ['http_proxy', 'HTTP_PROXY'];
const EXCEPTIONS = ['no_proxy', 'NO_PROXY'];

/**
 * The proxy for an https address, by the variables that curl, git and npm read; undefined to go
 * there directly. Read here and not by a library: those at hand do not say which variable it was,
 * and read `process.env` only.
 *
 * @throws {ProxyError} `ERR_PROXY_SETTING` when the variable holds no address of a proxy
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT
 */
export function proxyFor(target: URL, settings: ProxySettings): Proxy | undefined {
  const { environment = process.env, loopback = false } = settings;
  const variable = firstSet(VARIABLES, environment);
  if (!variable || (!loopback && isLoopback(target.hostname))) return undefined;
  const exceptions = environment[firstSet(EXCEPTIONS, environment) ?? ''] ?? '';
  if (isException(target, exceptions)) return undefined;
  return { url: parse(environment[variable] ?? '', variable), variable };
}

/**
 * Whether only http addresses have a proxy: such a machine often reaches no https address without one, and
 * its user has not noticed that there are two variables.
 */
export function isProxyForHttpOnly(target: URL, { environment = process.env }: ProxySettings) {
  if (firstSet(VARIABLES, environment) || !firstSet(HTTP_VARIABLES, environment)) return false;
  const exceptions = environment[firstSet(EXCEPTIONS, environment) ?? ''] ?? '';
  return !isLoopback(target.hostname) && !isException(target, exceptions);
}

function firstSet(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return names.find((name) => environment[name]?.trim());
}

/** The value may hold a password, so no message repeats any of it. */
function parse(text: string, variable: string): URL {
  const value = text.trim();
  const refuse = (why: string, reason?: ProxyErrorReason) =>
    ProxyError.setting(variable, why, reason);
  if (/^["']|["']$/.test(value)) throw refuse('in quotation marks', 'quotes');
  const [, scheme = 'http'] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value) ?? [];
  if (!/^https?$/i.test(scheme))
    throw refuse(`whose scheme ${known(scheme)}is not supported`, 'scheme');
  // An address would end at the first of these, with another host than the one that is meant.
  if (/[\\\p{Cc}]|[/?#].*@/u.test(value.replace(/^https?:\/\//i, '')))
    throw refuse('with a character that has to be percent-encoded', 'encoding');
  const address = value.includes('://') ? value : `http://${value}`;
  const isBroken = /^https?:(?!\/\/)(?!\d+$)/i.test(value) || !URL.canParse(address);
  if (isBroken) throw refuse('which is not an address');
  const url = new URL(address);
  if (!isMeant(value, url)) throw refuse('which is not an address');
  if (url.port === '0') throw refuse('whose port is 0');
  return url;
}

/** Not the host `http` of `http//proxy`, a variable that was not filled in, or the address of a bare `0`. */
const isMeant = (value: string, { hostname, pathname }: URL) =>
  /^(?:\[.*\]|[\w.-]+)$/.test(hostname) && !pathname.startsWith('//') && !/^\d+$/.test(value);

/** Other words in front of :// may be part of a password. */
const known = (scheme: string) =>
  /^(?:socks(?:4a?|5h?)?|ftp|quic|pac|file|ssh)$/i.test(scheme)
    ? `${scheme.toLowerCase()}:// `
    : '';

function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$|^127(?:\.\d+){3}$|^\[::1\]$/.test(hostname);
}

/**
 * Whether NO_PROXY names the target: a host with all below it (with or without a dot in front),
 * `host:port`, an address, a subnet, or `*`.
 */
function isException(target: URL, exceptions: string): boolean {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry === '*' || (entry !== '' && covers(entry, target)));
}

function covers(entry: string, target: URL): boolean {
  const [, name = entry, port] = /^(\[.*\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  if (port !== undefined && port !== (target.port || '443')) return false;
  const host = bare(target.hostname);
  if (isIP(host)) return coversAddress(bare(name), host);
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function coversAddress(entry: string, address: string): boolean {
  const [network = '', prefix] = entry.split('/');
  const family = isIP(network);
  if (family === 0 || family !== isIP(address)) return false;
  const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
  if (!Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Without an IPv6 address's brackets or a name's last dot. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

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
  | 'login-method'
  /** ERR_PROXY_REFUSED: it connects to nobody; a web server answers so. */
  | 'not-a-proxy'
  /** ERR_PROXY_GATEWAY: the network of the proxy wants a login first. */
  | 'network-login';

/**
 * What went wrong between this machine and its proxy. The request itself never left. Names the
 * proxy's host and the variable that it came from, never the credentials in it.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  /** Stable. */
  readonly code: ProxyErrorCode;
  /** The environment variable that names the proxy. */
  readonly variable: string;
  /** The host of the proxy, where the setting can be read. */
  declare readonly host?: string;
  /** The port of the proxy, where the setting can be read. */
  declare readonly port?: number;
  /** HTTP status of the proxy's answer. */
  declare readonly status?: number;
  /** What exactly, where the code has several remedies. */
  declare readonly reason?: ProxyErrorReason;

  private constructor(
    code: ProxyErrorCode,
    message: string,
    facts: ErrorOptions & Pick<ProxyError, 'variable' | 'host' | 'port' | 'status' | 'reason'>,
  ) {
    super(message, 'cause' in facts ? { cause: facts.cause } : undefined);
    const { cause: _, ...rest } = facts;
    this.code = code;
    this.variable = facts.variable;
    Object.assign(this, rest);
  }

  /** The setting cannot be used. */
  static setting(variable: string, why: string, reason?: ProxyErrorReason): ProxyError {
    const message = `${variable} holds a value ${why}; write it as http://host:port`;
    return new ProxyError('ERR_PROXY_SETTING', message, { variable, ...(reason && { reason }) });
  }

  /**
   * The proxy refused the connection.
   *
   * @param methods - of the answer's Proxy-Authenticate
   */
  static refused(
    { url, variable }: Proxy,
    target: string,
    status: number,
    methods = '',
  ): ProxyError {
    const reason = status === 407 ? loginReason(url, methods) : REASONS[status];
    const isGateway = status >= 500 && reason !== 'not-a-proxy';
    const code = isGateway ? 'ERR_PROXY_GATEWAY' : 'ERR_PROXY_REFUSED';
    const message = `the proxy ${url.host} (from ${variable}) did not connect to ${target}: HTTP ${status}; ${remedy(status, variable, reason)}`;
    const facts = { variable, ...placeOf(url), status, ...(reason && { reason }) };
    return new ProxyError(code, message, facts);
  }

  /** The proxy could not be reached, or broke off. */
  static failed({ url, variable }: Proxy, cause: unknown, passing: boolean): ProxyError {
    const code = passing ? 'ERR_PROXY_UNREACHABLE' : 'ERR_PROXY_FAILED';
    const reason = String((cause as { code?: string }).code ?? 'unknown reason');
    const message = `the proxy ${url.host} (from ${variable}) cannot be used: ${reason}; check the address, or unset ${variable} where no proxy is needed`;
    return new ProxyError(code, message, { variable, ...placeOf(url), cause });
  }
}

/** RFC 9110, 15.5.6 and 15.6.2: CONNECT is not a method here; RFC 6585, section 6. */
const REASONS: Readonly<Record<number, ProxyErrorReason>> = {
  405: 'not-a-proxy',
  501: 'not-a-proxy',
  511: 'network-login',
};

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
  if (reason === 'not-a-proxy')
    return `what answers there is not a proxy; check the address in ${variable}`;
  if (reason === 'network-login')
    return 'log in to the network (open any page in a browser of this machine), then try again';
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
