import { parseArgs } from 'node:util';
import { plainLine, UsageError } from '@entra-flows/sample-kit';
import { followLanguage } from '@entra-flows/sample-kit/service';

/** What the command line and the environment say. */
export interface Settings {
  port: number;
  scopes: string[];
  verbose: boolean;
  help: boolean;
  /** Where browsers find the app, if not at `http://localhost:{port}`. */
  publicUrl?: URL;
  redisUrl?: string;
  clientSecret?: string;
  /** The first signs, all of them are accepted; none: one is made for this process. */
  sessionSecrets: string[];
}

export const helpText = `web-auth-code: signs users in to a web app and calls Microsoft Graph for them.

Usage: web-auth-code [options]

Options:
  --port NUMBER   port of loopback to listen on (3000); 0 for any that is free
  --scopes LIST   scopes to ask for, with commas or spaces between (User.Read)
  --verbose       MSAL's log and every HTTP exchange, without secrets, to stderr
  --lang LANG     language of messages in the terminal: en or ko (that of the system)
  --help          this text

Environment:
  ENTRA_CLIENT_ID, ENTRA_AUTHORITY   the app registration; the workspace's own
                                     launcher puts the local emulator in their place
  ENTRA_GRAPH                        address of Microsoft Graph, if not that of the authority's cloud
  ENTRA_CLIENT_SECRET                makes the app a confidential client
  REDIS_URL                          redis[s]://… for sessions and tokens; in memory without it
  SESSION_SECRET                     32 characters or more, needed with REDIS_URL; several, with
                                     commas between, while one is being replaced (newest first)
  PUBLIC_URL                         https://… where browsers find the app, behind a proxy; no path

Exit codes: 0 stopped by a signal, 1 failed, 2 wrong usage.
`;

/** @throws {UsageError} for an option or a variable that cannot work */
export function readSettings(
  args = process.argv.slice(2),
  env: NodeJS.ProcessEnv = process.env,
): Settings {
  const { port, scopes, verbose, help } = parsed(args);
  const [redisUrl, clientSecret, publicUrl] = [
    env['REDIS_URL']?.trim(),
    env['ENTRA_CLIENT_SECRET']?.trim(),
    env['PUBLIC_URL']?.trim(),
  ];
  const sessionSecrets = secrets(env['SESSION_SECRET']);
  if (redisUrl && sessionSecrets.length === 0) {
    throw new UsageError(
      'SESSION_SECRET is not set, but REDIS_URL is: instances that share sessions need one secret. ' +
        `Make one with: node -p "crypto.randomBytes(32).toString('base64url')"`,
    );
  }
  return {
    port: portOf(port),
    scopes: scopesOf(scopes),
    verbose,
    help,
    sessionSecrets,
    ...(redisUrl ? { redisUrl: addressOfRedis('REDIS_URL', redisUrl) } : {}),
    ...(publicUrl ? { publicUrl: originOf('PUBLIC_URL', publicUrl) } : {}),
    ...(clientSecret ? { clientSecret } : {}),
  };
}

function parsed(args: string[]) {
  followLanguage(args);
  const options = {
    port: { type: 'string', default: '3000' },
    scopes: { type: 'string', default: 'User.Read' },
    verbose: { type: 'boolean', default: false },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    // pnpm passes the -- on that npm takes for itself.
    const given = args[0] === '--' ? args.slice(1) : args;
    return parseArgs({ args: given, options }).values;
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is about how Node reads options.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${plainLine(why.replace(/\.$/, ''), 200)}.\n--help lists the options.`);
  }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--port ${plainLine(text, 40)} is not a whole number between 0 and 65535.`);
}

/** Separators alone are a mistake, and no wish for a token without scopes. */
function scopesOf(text: string): string[] {
  const scopes = text.split(/[\s,]+/).filter(Boolean);
  if (scopes.length > 0) return scopes;
  throw new UsageError('--scopes names no scope. Give it names such as User.Read,Mail.Read.');
}

function secrets(text = ''): string[] {
  const all = text.split(',').map((secret) => secret.trim());
  const used = all.filter(Boolean);
  if (used.every(({ length }) => length >= 32)) return used;
  throw new UsageError('SESSION_SECRET is too short to be safe: it has 32 characters or more.');
}

/** The app's pages and its redirect URI are at the root of its origin. */
function originOf(name: string, text: string): URL {
  const url = checkedUrl(name, text, ['https:', 'http:']);
  if (url.href === `${url.origin}/`) return url;
  throw new UsageError(
    `${name} has more than scheme, host and port. The app has to be at the root of its host: ` +
      'leave out path, query, user name and password.',
  );
}

function addressOfRedis(name: string, text: string): string {
  const { href, pathname, username, password } = checkedUrl(name, text, ['redis:', 'rediss:']);
  if (!/^\/?\d*$/.test(pathname)) {
    throw new UsageError(`${name} ends with something else than the number of a database.`);
  }
  try {
    decodeURIComponent(username + password);
  } catch {
    throw new UsageError(
      `${name} has a % in user name or password that stands for no character. Write it as %25.`,
    );
  }
  return href;
}

/** The value is not shown: it may hold a password. */
function checkedUrl(name: string, text: string, protocols: string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && protocols.includes(url.protocol) && url.hostname) return url;
  throw new UsageError(`${name} is not a URL that begins with ${protocols.join('// or ')}//.`);
}
