import { parseArgs, type ParseArgsConfig } from 'node:util';
import { followLanguage } from './follow-language.ts';
import { plainLine, plainText } from './plain-text.ts';
import { UsageError } from './usage-error.ts';

/** The options that every command-line sample has. */
export interface SampleOptions<
  Own = Readonly<Record<string, string | number | boolean | undefined>>,
> {
  /** Scopes to ask for; `User.Read` by default, never empty. */
  scopes: string[];
  /** User name of the account to use. */
  account?: string;
  /** Address of the API to call, if not `/me` of Microsoft Graph. */
  api?: string;
  /** Seconds to wait for the user. */
  timeout?: number;
  /** File of the token cache; default: see `cacheLocation`. */
  cache?: string;
  /** File with the key of the token cache; default: the keyring. */
  keyFile?: string;
  /** Allow a token cache without encryption. */
  plaintextCache: boolean;
  /** Sign out and end. */
  signOut: boolean;
  /** Print the access token too. */
  printToken: boolean;
  /** Print one JSON object. */
  json: boolean;
  /** Log MSAL and HTTP exchanges on stderr. */
  verbose: boolean;
  /** Print the help and end. */
  help: boolean;
  /** Options of one sample only, by their name on the command line. */
  own: Own;
}

/** An option that only one sample has, or for which a common one has another text. */
export interface OwnOption {
  /** `number` is a whole number. */
  type: 'string' | 'boolean' | 'number';
  /** What stands for the value in the help: `FILE`, `SECONDS`. */
  value?: string;
  /** Of a string: the only values that are allowed; default: any. */
  oneOf?: readonly string[];
  /** Of a number: the smallest and the largest that are allowed; default: 0 to 2³¹ - 1. */
  range?: readonly [number, number];
  /** Its line in the help. */
  help: string;
}

/** Options of one sample, by their name on the command line. */
export type OwnOptions = Readonly<Record<string, OwnOption>>;

interface Values {
  string: string;
  boolean: boolean;
  number: number;
}

/** The values of these options; undefined where they were not given. */
export type OwnValues<Own extends OwnOptions> = {
  [Name in keyof Own]: Values[Own[Name]['type']] | undefined;
};

const COMMON: OwnOptions = {
  scopes: {
    type: 'string',
    value: 'LIST',
    help: 'scopes to ask for, with commas or spaces between (User.Read)',
  },
  account: {
    type: 'string',
    value: 'NAME',
    help: 'the account to use, for instance adele@contoso.example',
  },
  api: {
    type: 'string',
    value: 'URL',
    help: 'the API of these scopes, called with the token (/me of Microsoft Graph)',
  },
  timeout: { type: 'string', value: 'SECONDS', help: 'how long to wait for the user' },
  cache: {
    type: 'string',
    value: 'FILE',
    help: 'where tokens are kept between runs; folders are made',
  },
  'key-file': {
    type: 'string',
    value: 'FILE',
    help: 'key of the token cache, instead of the keyring; made on first use',
  },
  'plaintext-cache': {
    type: 'boolean',
    help: 'allow a cache that is not encrypted, where there is no keyring',
  },
  'sign-out': { type: 'boolean', help: 'forget the account (--account), or all of them, and end' },
  'print-token': {
    type: 'boolean',
    help: 'print the access token too (accessToken in JSON): treat it like a password',
  },
  json: {
    type: 'boolean',
    help: 'print one JSON object on stdout and nothing else there; wrong usage prints none',
  },
  verbose: {
    type: 'boolean',
    help: "MSAL's log and every HTTP exchange, without secrets, to stderr",
  },
  lang: {
    type: 'string',
    value: 'LANG',
    help: 'language of messages: en or ko (that of the system)',
  },
  help: { type: 'boolean', help: 'this text' },
};

/** Characters; a longer list or name is a mistake or an attack. */
const LONGEST_VALUE = 2000;

/**
 * Reads the command line.
 *
 * @param args - without program and file
 * @param own - options of this sample
 * @throws {UsageError} for an unknown option, a missing or a malformed value
 */
export function readOptions<const Own extends OwnOptions>(
  args: string[],
  own: Own = {} as Own,
): SampleOptions<OwnValues<Own>> {
  followLanguage(args);
  const values = parsed(args, { ...COMMON, ...own });
  const text = (name: string) => nonEmpty(name, values[name]);
  const [account, api] = [text('account'), text('api')];
  const [timeout, cache, keyFile] = [text('timeout'), text('cache'), text('key-file')];
  return {
    scopes: scopesOf(text('scopes') ?? 'User.Read'),
    ...(account ? { account } : {}),
    ...(api ? { api } : {}),
    ...(timeout ? { timeout: seconds(timeout) } : {}),
    ...(cache ? { cache } : {}),
    ...(keyFile ? { keyFile } : {}),
    plaintextCache: values['plaintext-cache'] === true,
    signOut: values['sign-out'] === true,
    printToken: values['print-token'] === true,
    json: values['json'] === true,
    verbose: values['verbose'] === true,
    help: values['help'] === true,
    own: readOwn(own, values),
  };
}

function readOwn<Own extends OwnOptions>(
  own: Own,
  values: Record<string, string | boolean | undefined>,
): OwnValues<Own> {
  const read = Object.entries(own).map(([name, option]) => {
    const value = values[name];
    const text = option.type === 'boolean' ? undefined : nonEmpty(name, value);
    if (text === undefined) return [name, typeof value === 'boolean' ? value : undefined];
    return [name, option.type === 'number' ? whole(name, text, option) : known(name, text, option)];
  });
  return Object.fromEntries(read) as OwnValues<Own>;
}

function whole(name: string, text: string, { range = [0, 2 ** 31 - 1] }: OwnOption): number {
  const number = Number(text);
  const [least, most] = range;
  if (/^\d{1,10}$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(
    `--${name} ${text.slice(0, 40)} is not a whole number between ${least} and ${most}.`,
  );
}

function known(name: string, text: string, { oneOf }: OwnOption): string {
  if (!oneOf || oneOf.includes(text)) return text;
  throw new UsageError(`--${name} ${text.slice(0, 40)} is none of: ${oneOf.join(', ')}.`);
}

/** The options as the lines of a help text. */
export function optionsHelp(own: OwnOptions = {}): string {
  const rows = Object.entries({ ...own, ...COMMON, ...own }).map(([name, { value, help }]) => {
    const left = value ? `--${name} ${value}` : `--${name}`;
    return `  ${left.padEnd(20)}  ${help}`;
  });
  return rows.join('\n');
}

function parsed(args: string[], options: OwnOptions): Record<string, string | boolean | undefined> {
  const known: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(options).map(([name, { type }]) => [
      name,
      { type: type === 'boolean' ? type : 'string' },
    ]),
  );
  try {
    // pnpm passes the -- on that npm takes for itself.
    const given = args[0] === '--' ? args.slice(1) : args;
    return parseArgs({ args: given, options: { ...known, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch (error) {
    // Node's first sentence says what is wrong; the rest is about how Node reads options.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${plainLine(why.replace(/\.$/, ''), 200)}.\n--help lists the options.`);
  }
}

function nonEmpty(name: string, value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!text || text.length > LONGEST_VALUE || plainText(text) !== text) throw noValue(name);
  return text;
}

/** Refuses separators alone: they do not ask for a token without scopes. */
function scopesOf(text: string): string[] {
  const scopes = text.split(/[\s,]+/).filter(Boolean);
  if (scopes.length === 0) throw noValue('scopes');
  return scopes;
}

const noValue = (name: string) =>
  new UsageError(`--${name} has no usable value.\n--help lists the options.`);

function seconds(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number >= 1 && number <= 86_400) return number;
  throw new UsageError(
    `--timeout ${text.slice(0, 40)} is not a number of seconds between 1 and 86400.`,
  );
}
