import { parseArgs, type ParseArgsConfig } from 'node:util';
import { plainLine, plainText } from './plain-text.ts';
import { UsageError } from './usage-error.ts';

/** The options that every sample of the command line has. */
export interface SampleOptions {
  scopes: string[];
  account?: string;
  /** Seconds. */
  timeout?: number;
  cache?: string;
  plaintextCache: boolean;
  signOut: boolean;
  printToken: boolean;
  json: boolean;
  verbose: boolean;
  help: boolean;
  /** Options of one sample only, by their name on the command line. */
  own: Record<string, string | boolean | undefined>;
}

/** One more option of a sample, beside the common ones. */
export interface OwnOption {
  type: 'string' | 'boolean';
  /** What stands for the value in the help: `FILE`, `SECONDS`. */
  value?: string;
  help: string;
}

const COMMON: Record<string, OwnOption> = {
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
  timeout: { type: 'string', value: 'SECONDS', help: 'how long to wait for the person' },
  cache: {
    type: 'string',
    value: 'FILE',
    help: 'where tokens are kept between runs; folders are made',
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
  json: { type: 'boolean', help: 'print one JSON object on stdout and nothing else there' },
  verbose: {
    type: 'boolean',
    help: "MSAL's log and every HTTP exchange, without secrets, to stderr",
  },
  help: { type: 'boolean', help: 'this text' },
};

/** Longer lists and names than this are a mistake or an attack. */
const LONGEST_VALUE = 2000;

/**
 * Reads the command line.
 *
 * @throws {UsageError} for an unknown option, a missing or a malformed value
 */
export function readOptions(args: string[], own: Record<string, OwnOption> = {}): SampleOptions {
  const values = parsed(args, { ...COMMON, ...own });
  const text = (name: string) => nonEmpty(name, values[name]);
  const [account, timeout, cache] = [text('account'), text('timeout'), text('cache')];
  return {
    scopes: text('scopes')
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? ['User.Read'],
    ...(account ? { account } : {}),
    ...(timeout ? { timeout: seconds(timeout) } : {}),
    ...(cache ? { cache } : {}),
    plaintextCache: values['plaintext-cache'] === true,
    signOut: values['sign-out'] === true,
    printToken: values['print-token'] === true,
    json: values['json'] === true,
    verbose: values['verbose'] === true,
    help: values['help'] === true,
    own: Object.fromEntries(Object.keys(own).map((name) => [name, values[name]])),
  };
}

/** The options as the lines of a help text. */
export function optionsHelp(own: Record<string, OwnOption> = {}): string {
  const rows = Object.entries({ ...own, ...COMMON }).map(([name, { value, help }]) => {
    const left = value ? `--${name} ${value}` : `--${name}`;
    return `  ${left.padEnd(20)}  ${help}`;
  });
  return rows.join('\n');
}

function parsed(
  args: string[],
  known: Record<string, OwnOption>,
): Record<string, string | boolean | undefined> {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(known).map(([name, { type }]) => [name, { type }]),
  );
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } })
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
  if (!text || text.length > LONGEST_VALUE || plainText(text) !== text) {
    throw new UsageError(`--${name} has no usable value.\n--help lists the options.`);
  }
  return text;
}

function seconds(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number >= 1 && number <= 86_400) return number;
  throw new UsageError(
    `--timeout ${text.slice(0, 40)} is not a number of seconds between 1 and 86400.`,
  );
}
