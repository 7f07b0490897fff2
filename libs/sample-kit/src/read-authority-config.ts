import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { AuthCoreError, checkAuthority, graphEndpoint } from '@entra-flows/auth-core';
import { misreadSetting } from '@entra-flows/primitives/misread-setting';
import { said } from '@entra-flows/primitives/said';
import { type EmulatorEndpoints, isLoopback, readEmulatorEndpoints } from './emulator-endpoints.ts';
import { readSmallFile } from './read-small-file.ts';
import { UsageError } from './usage-error.ts';

/** Where a sample gets its tokens, and the API that it calls with them. */
export interface AuthorityConfig {
  /** Application (client) ID, a GUID. */
  clientId: string;
  /** `https://login.microsoftonline.com/{tenant}`, or that of another cloud. */
  authority: string;
  /** Base address of the Microsoft Graph that takes the tokens; missing where it is not known. */
  graph?: string;
  /** Set for the local emulator. Its certificate is trusted for its own address only. */
  emulator?: EmulatorEndpoints & { file: string };
}

/** What a product names in its code; what is missing there comes from the environment or `.env.local`. */
export interface NamedAuthority {
  /** Application (client) ID. */
  clientId?: string;
  /** `https://login.microsoftonline.com/{tenant}`, or that of another cloud. */
  authority?: string;
  /** Beside `authority`: address of Microsoft Graph, if not that of the authority's cloud. */
  graph?: string;
}

/** What an error calls a field of `app`: where it stands, too. */
const inCode = (field: keyof NamedAuthority | 'scopes'): string =>
  `app.${field} (src/auth-config.ts)`;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Where the app gets its tokens: as its code says, else as ENTRA_CLIENT_ID and ENTRA_AUTHORITY in the
 * environment or in `.env.local` of the current folder; the environment wins. There is no default: a
 * sample connects only to what its user has named. The API is the Microsoft Graph of the authority's
 * cloud, or the one that is named beside it: by `graph` in the code, by ENTRA_GRAPH elsewhere.
 *
 * ENTRA_EMULATOR counts in the environment only, where the launcher and the tests set it: with an
 * emulator tokens are kept in plain text, and the files of a folder must not bring that about. An
 * ENTRA_AUTHORITY that lies at this emulator takes the place of what the code says, so that a product
 * can be tested.
 *
 * @param app - what the code says
 * @param env - the environment; default: `process.env`
 * @param settings - what the environment does not set; default: the content of `.env.local`
 * @throws {UsageError} for a value that is missing or malformed, with what to set
 */
export function readAuthorityConfig(
  app: NamedAuthority = {},
  env: NodeJS.ProcessEnv = process.env,
  settings: NodeJS.ProcessEnv = settingsOf('.env.local'),
): AuthorityConfig {
  const outside = { ...settings, ...env };
  const file = env['ENTRA_EMULATOR']?.trim();
  const emulator = file ? emulatorIn(resolve(file)) : undefined;
  const own = emulator && isAt(emulator, outside['ENTRA_AUTHORITY']) ? {} : app;
  const id = own.clientId === undefined ? 'ENTRA_CLIENT_ID' : inCode('clientId');
  const clientId = (own.clientId ?? outside['ENTRA_CLIENT_ID'])?.trim();
  const address = own.authority === undefined ? 'ENTRA_AUTHORITY' : inCode('authority');
  const named = (own.authority ?? outside['ENTRA_AUTHORITY'])?.trim();
  const blank = (['clientId', 'authority'] as const).filter((field) => own[field]?.trim() === '');
  if (blank.length > 0) throw empty(blank.map(inCode));
  if (!clientId || !named) throw missing({ [id]: clientId, [address]: named });
  if (!GUID.test(clientId)) {
    throw new UsageError(
      said({
        en:
          `${id} is not an application ID: it is a GUID such as ` +
          '00001111-aaaa-2222-bbbb-3333cccc4444, shown on the overview page of the app registration.',
        ko:
          `${id}: 애플리케이션 ID가 아닙니다. 앱 등록의 개요 페이지에 있는 ` +
          '00001111-aaaa-2222-bbbb-3333cccc4444와 같은 GUID여야 합니다.',
      }),
    );
  }
  const { href, pathname } = checked(address, named);
  // External ID may be named by its host alone.
  const authority = new URL(named).pathname === pathname ? named : href;
  if (!file && settings['ENTRA_EMULATOR']?.trim() && isLoopback(authority)) throw misplaced();
  if (emulator && isAt(emulator, authority))
    return { clientId, authority, graph: emulator.graph, emulator };
  const graph =
    own.authority === undefined
      ? graphOf(authority, 'ENTRA_GRAPH', outside['ENTRA_GRAPH'])
      : graphOf(authority, inCode('graph'), own.graph);
  return { clientId, authority, ...(graph === undefined ? {} : { graph }) };
}

const emulatorIn = (file: string) => ({ ...readEmulatorEndpoints(file), file });

const isAt = ({ authority }: EmulatorEndpoints, address = ''): boolean =>
  URL.canParse(address) && new URL(address).origin === new URL(authority).origin;

/** `parseEnv` and not `loadEnvFile`: what a file says stays out of the environment of programs that are started. */
function settingsOf(file: string): NodeJS.ProcessEnv {
  if (!isThere(file)) return {};
  const text = readSmallFile(resolve(file), file);
  const problem = misreadSetting(text);
  if (problem) throw new UsageError(problem);
  return parseEnv(text);
}

/** A link that leads nowhere is there: its user has named settings. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

function checked(name: string, authority: string): URL {
  try {
    return checkAuthority(authority);
  } catch (error) {
    if (!(error instanceof AuthCoreError)) throw error;
    throw new UsageError(
      said({
        en: `${name} cannot be used: ${error.errorMessage}.`,
        ko: `${name}: 쓸 수 없습니다. https://login.microsoftonline.com/{테넌트}와 같은 주소여야 합니다(${error.errorMessage}).`,
      }),
    );
  }
}

function graphOf(authority: string, name: string, named: string | undefined): string | undefined {
  try {
    return graphEndpoint(authority, named?.trim() || undefined);
  } catch {
    throw new UsageError(
      said({
        en: `${name} cannot be used: it is the https address of a Microsoft Graph, such as https://graph.microsoft.us/v1.0.`,
        ko: `${name}: 쓸 수 없습니다. https://graph.microsoft.us/v1.0과 같은 Microsoft Graph의 https 주소여야 합니다.`,
      }),
    );
  }
}

/**
 * The base address of Microsoft Graph, for a program that is of no use without it.
 *
 * @param app - what the code says
 * @throws {UsageError} when it is not known which Microsoft Graph takes the tokens of the authority
 */
export function requireGraph(
  { authority, graph }: AuthorityConfig,
  app: NamedAuthority = {},
): string {
  if (graph !== undefined) return graph;
  const { host } = new URL(authority);
  const name = app.authority === undefined ? 'ENTRA_GRAPH' : inCode('graph');
  throw new UsageError(
    said({
      en:
        `${name} is not set, and which Microsoft Graph takes the tokens of ${host} is not known here. ` +
        'Set it to the address of the API that they are for, such as https://graph.microsoft.com/v1.0. Nothing was sent.',
      ko:
        `${name}: 설정되지 않았고, ${host}의 토큰을 받는 Microsoft Graph를 여기서는 알 수 없습니다. ` +
        '토큰을 쓸 API의 주소(예: https://graph.microsoft.com/v1.0)를 설정하세요. 아무것도 보내지 않았습니다.',
    }),
  );
}

/** The current folder may have been deleted. */
function pathHere(file: string): string {
  try {
    return resolve(file);
  } catch {
    return file;
  }
}

/** Without it the emulator would be taken for an authority whose certificate a proxy has changed. */
const misplaced = (): UsageError =>
  new UsageError(
    said({
      en:
        'ENTRA_EMULATOR counts in the environment only, and not in .env.local: with an emulator tokens are kept ' +
        'without encryption. Set it in the shell, as the emulator prints it, or take its ENTRA_AUTHORITY out too.',
      ko:
        'ENTRA_EMULATOR는 .env.local이 아니라 환경에서만 읽습니다. 에뮬레이터에서는 토큰을 암호화하지 않고 ' +
        '보관하기 때문입니다. 에뮬레이터가 출력한 대로 셸에서 설정하거나 ENTRA_AUTHORITY도 지우세요.',
    }),
  );

const empty = (fields: readonly string[]): UsageError =>
  new UsageError(
    said({
      en:
        `${fields.join(' and ')} ${fields.length > 1 ? 'are' : 'is'} empty. Write the value there, or take the field ` +
        'out: then ENTRA_CLIENT_ID and ENTRA_AUTHORITY of the environment or .env.local count.',
      ko:
        `${fields.join(', ')}: 비어 있습니다. 값을 쓰거나 필드를 빼세요. ` +
        '빼면 환경이나 .env.local의 ENTRA_CLIENT_ID와 ENTRA_AUTHORITY를 씁니다.',
    }),
  );

/**
 * The scopes in texts that have one or more each, with blanks or commas between.
 *
 * @returns none where one of them cannot be a scope
 * @see RFC 6749, 3.3
 */
export function scopesIn(texts: readonly string[]): string[] {
  const scopes = texts.flatMap((text) => text.split(/[\s,]+/)).filter(Boolean);
  return scopes.every((scope) => /^[!#-[\]-~]+$/.test(scope)) ? scopes : [];
}

/**
 * The scopes that the code says.
 *
 * @throws {UsageError} where there is none
 */
export function scopesInCode(scopes: readonly string[]): string[] {
  const named = scopesIn(scopes);
  if (named.length > 0) return named;
  throw new UsageError(
    said({
      en: `${inCode('scopes')} names no scope. Write names such as User.Read there, or ask for them with --scopes.`,
      ko: `${inCode('scopes')}: 범위가 없습니다. User.Read와 같은 이름을 쓰거나 --scopes로 지정하세요.`,
    }),
  );
}

function missing(settings: Record<string, string | undefined>): UsageError {
  const names = Object.keys(settings).filter((name) => !settings[name]);
  const file = pathHere('.env.local');
  return new UsageError(
    said({
      en:
        `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set, so there is nobody to ask for a token.\n\n` +
        '  ENTRA_CLIENT_ID   the application (client) ID of your app registration\n' +
        '  ENTRA_AUTHORITY   https://login.microsoftonline.com/{tenant ID or domain}\n\n' +
        `Set both in the environment or in ${file}.`,
      ko:
        `${names.join(', ')} 설정이 없어 토큰을 요청할 곳을 알 수 없습니다.\n\n` +
        '  ENTRA_CLIENT_ID   앱 등록의 애플리케이션(클라이언트) ID\n' +
        '  ENTRA_AUTHORITY   https://login.microsoftonline.com/{테넌트 ID 또는 도메인}\n\n' +
        `둘 다 환경이나 ${file} 파일에 설정하세요.`,
    }),
  );
}
