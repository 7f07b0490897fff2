import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { AuthCoreError, checkAuthority, graphEndpoint } from '@entra-flows/auth-core';
import { said } from '@entra-flows/primitives/said';
import { type EmulatorEndpoints, readEmulatorEndpoints } from './emulator-endpoints.ts';
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

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads ENTRA_CLIENT_ID and ENTRA_AUTHORITY from the environment or from `.env.local` in the
 * current folder; the environment wins. There is no default: a sample connects only to what its
 * user has named. The API is the Microsoft Graph of the authority's cloud, or the one that
 * ENTRA_GRAPH names.
 *
 * ENTRA_EMULATOR counts in the environment only, where the launcher sets it: with an emulator tokens
 * are kept in plain text, and the files of a folder must not bring that about.
 *
 * @param program - the name of the app, for messages
 * @param env - the environment; default: `process.env`
 * @param settings - what the environment does not set; default: the content of `.env.local`
 * @throws {UsageError} for a value that is missing or malformed, with what to set
 */
export function readAuthorityConfig(
  program: string,
  env: NodeJS.ProcessEnv = process.env,
  settings: NodeJS.ProcessEnv = settingsOf('.env.local'),
): AuthorityConfig {
  const { ENTRA_CLIENT_ID, ENTRA_AUTHORITY, ENTRA_GRAPH } = { ...settings, ...env };
  const clientId = ENTRA_CLIENT_ID?.trim();
  const named = ENTRA_AUTHORITY?.trim();
  if (!clientId || !named) throw missing(program, clientId, named);
  if (!GUID.test(clientId)) {
    throw new UsageError(
      said({
        en:
          'ENTRA_CLIENT_ID is not an application ID: it is a GUID such as ' +
          '00001111-aaaa-2222-bbbb-3333cccc4444, shown on the overview page of the app registration.',
        ko:
          'ENTRA_CLIENT_ID가 애플리케이션 ID가 아닙니다. 앱 등록의 개요 페이지에 있는 ' +
          '00001111-aaaa-2222-bbbb-3333cccc4444와 같은 GUID여야 합니다.',
      }),
    );
  }
  const { origin, href, pathname } = checked(named);
  // External ID may be named by its host alone.
  const authority = new URL(named).pathname === pathname ? named : href;
  const file = env['ENTRA_EMULATOR']?.trim();
  if (file) {
    const emulator = readEmulatorEndpoints(resolve(file));
    if (new URL(emulator.authority).origin === origin) {
      const { graph } = emulator;
      return { clientId, authority, graph, emulator: { ...emulator, file: resolve(file) } };
    }
  }
  const graph = graphOf(authority, ENTRA_GRAPH?.trim());
  return { clientId, authority, ...(graph === undefined ? {} : { graph }) };
}

/** `parseEnv` and not `loadEnvFile`: what a file says stays out of the environment of programs that are started. */
function settingsOf(file: string): NodeJS.ProcessEnv {
  return existsSync(file) ? parseEnv(readSmallFile(resolve(file), file)) : {};
}

function checked(authority: string): URL {
  try {
    return checkAuthority(authority);
  } catch (error) {
    if (!(error instanceof AuthCoreError)) throw error;
    throw new UsageError(
      said({
        en: `ENTRA_AUTHORITY cannot be used: ${error.errorMessage}.`,
        ko: `ENTRA_AUTHORITY를 쓸 수 없습니다. https://login.microsoftonline.com/{테넌트}와 같은 주소여야 합니다(${error.errorMessage}).`,
      }),
    );
  }
}

function graphOf(authority: string, named: string | undefined): string | undefined {
  try {
    return graphEndpoint(authority, named || undefined);
  } catch {
    throw new UsageError(
      said({
        en: 'ENTRA_GRAPH cannot be used: it is the https address of a Microsoft Graph, such as https://graph.microsoft.us/v1.0.',
        ko: 'ENTRA_GRAPH를 쓸 수 없습니다. https://graph.microsoft.us/v1.0과 같은 Microsoft Graph의 https 주소여야 합니다.',
      }),
    );
  }
}

/**
 * The base address of Microsoft Graph, for a program that is of no use without it.
 *
 * @throws {UsageError} when it is not known which Microsoft Graph takes the tokens of the authority
 */
export function requireGraph({ authority, graph }: AuthorityConfig): string {
  if (graph !== undefined) return graph;
  const { host } = new URL(authority);
  throw new UsageError(
    said({
      en:
        `ENTRA_GRAPH is not set, and which Microsoft Graph takes the tokens of ${host} is not known here. ` +
        'Set it to the address of the API that they are for, such as https://graph.microsoft.com/v1.0. Nothing was sent.',
      ko:
        `ENTRA_GRAPH가 설정되지 않았고, ${host}의 토큰을 받는 Microsoft Graph를 여기서는 알 수 없습니다. ` +
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

function missing(
  program: string,
  clientId: string | undefined,
  authority: string | undefined,
): UsageError {
  const names = [
    ...(clientId ? [] : ['ENTRA_CLIENT_ID']),
    ...(authority ? [] : ['ENTRA_AUTHORITY']),
  ];
  const file = pathHere('.env.local');
  return new UsageError(
    said({
      en:
        `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set, so ${program} has nobody to ask for a token.\n\n` +
        '  ENTRA_CLIENT_ID   the application (client) ID of your app registration\n' +
        '  ENTRA_AUTHORITY   https://login.microsoftonline.com/{your tenant ID or domain}\n\n' +
        `Set both in the environment or in ${file}.`,
      ko:
        `${names.join(', ')} 설정이 없어 ${program} 앱이 토큰을 요청할 곳을 알 수 없습니다.\n\n` +
        '  ENTRA_CLIENT_ID   앱 등록의 애플리케이션(클라이언트) ID\n' +
        '  ENTRA_AUTHORITY   https://login.microsoftonline.com/{테넌트 ID 또는 도메인}\n\n' +
        `둘 다 환경이나 ${file} 파일에 설정하세요.`,
    }),
  );
}
