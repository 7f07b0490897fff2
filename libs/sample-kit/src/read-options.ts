import { parseArgs, type ParseArgsConfig } from 'node:util';
import { optionProblem } from '@entra-flows/primitives/option-problem';
import { said, type Said } from '@entra-flows/primitives/said';
import { commandWith } from './command-here.ts';
import { COMMON } from './common-options.ts';
import { followLanguage } from './follow-language.ts';
import { plainLine, plainText } from './plain-text.ts';
import { scopesIn, scopesInCode } from './read-authority-config.ts';
import { UsageError } from './usage-error.ts';

/** The options that every command-line sample has. */
export interface SampleOptions<
  Own = Readonly<Record<string, string | number | boolean | undefined>>,
> {
  /** Scopes to ask for, never empty. */
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
  /** Write without colours. */
  noColor: boolean;
  /** Tell at the end what happened. */
  explain: boolean;
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
  /** Its line in the help: one text, or one for each language. */
  help: Said;
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

/** Of a program that names none. */
export const DEFAULT_SCOPES: readonly string[] = ['User.Read'];

/** Characters; a longer list or name is a mistake or an attack. */
const LONGEST_VALUE = 2000;

/**
 * Reads the command line.
 *
 * @param args - without program and file
 * @param own - options of this sample
 * @param scopes - where `--scopes` names none
 * @throws {UsageError} for an unknown option, a missing or a malformed value
 */
export function readOptions<const Own extends OwnOptions>(
  args: string[],
  own: Own = {} as Own,
  scopes: readonly string[] = DEFAULT_SCOPES,
): SampleOptions<OwnValues<Own>> {
  followLanguage(args);
  const values = parsed(args, { ...COMMON, ...own });
  const text = (name: string) => nonEmpty(name, values[name]);
  const [account, api] = [text('account'), text('api')];
  const [timeout, cache, keyFile] = [text('timeout'), text('cache'), text('key-file')];
  return {
    scopes: scopesOf(text('scopes')) ?? scopesInCode(scopes),
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
    noColor: values['no-color'] === true,
    explain: values['explain'] === true,
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
  const given = `--${name} ${plainLine(text, 40)}`;
  throw new UsageError(
    said({
      en: `${given} is not a whole number between ${least} and ${most}.`,
      ko: `${given}: ${least}에서 ${most} 사이의 정수여야 합니다.`,
    }),
  );
}

function known(name: string, text: string, { oneOf }: OwnOption): string {
  if (!oneOf || oneOf.includes(text)) return text;
  const [given, all] = [`--${name} ${plainLine(text, 40)}`, oneOf.join(', ')];
  throw new UsageError(
    said({ en: `${given} is none of: ${all}.`, ko: `${given}: ${all} 중 하나여야 합니다.` }),
  );
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
    throw new UsageError(optionProblem(error, Object.keys(options), args, commandWith('--help')));
  }
}

function nonEmpty(name: string, value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!text || text.length > LONGEST_VALUE || plainText(text) !== text) throw noValue(name);
  return text;
}

/** Refuses separators alone: they do not ask for a token without scopes. */
function scopesOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const scopes = scopesIn([text]);
  if (scopes.length === 0) throw noValue('scopes');
  return scopes;
}

const noValue = (name: string) =>
  new UsageError(
    said({
      en: `--${name} has no usable value.\n${commandWith('--help')} lists the options.`,
      ko: `--${name} 옵션에 쓸 수 있는 값이 없습니다.\n${commandWith('--help')}를 쓰면 옵션이 나옵니다.`,
    }),
  );

function seconds(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number >= 1 && number <= 86_400) return number;
  const given = `--timeout ${plainLine(text, 40)}`;
  throw new UsageError(
    said({
      en: `${given} is not a number of seconds between 1 and 86400.`,
      ko: `${given}: 1에서 86400 사이의 초여야 합니다.`,
    }),
  );
}
