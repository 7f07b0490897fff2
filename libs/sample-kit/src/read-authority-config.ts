import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { AuthCoreError, checkAuthority, graphEndpoint } from '@entra-flows/auth-core';
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
      `ENTRA_CLIENT_ID is not an application ID: it is a GUID such as ` +
        '00001111-aaaa-2222-bbbb-3333cccc4444, shown on the overview page of the app registration.',
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
    throw new UsageError(`ENTRA_AUTHORITY cannot be used: ${error.errorMessage}.`);
  }
}

function graphOf(authority: string, named: string | undefined): string | undefined {
  try {
    return graphEndpoint(authority, named || undefined);
  } catch {
    throw new UsageError(
      'ENTRA_GRAPH cannot be used: it is the https address of a Microsoft Graph, such as https://graph.microsoft.us/v1.0.',
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
  throw new UsageError(
    `ENTRA_GRAPH is not set, and which Microsoft Graph takes the tokens of ${new URL(authority).host} is not known here. ` +
      'Set it to the address of the API that they are for, such as https://graph.microsoft.com/v1.0. Nothing was sent.',
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
  return new UsageError(
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set, so ${program} has nobody to ask for a token.\n\n` +
      '  ENTRA_CLIENT_ID   the application (client) ID of your app registration\n' +
      '  ENTRA_AUTHORITY   https://login.microsoftonline.com/{your tenant ID or domain}\n\n' +
      `Set both in the environment or in ${pathHere('.env.local')}.`,
  );
}
