import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { movableClock } from './clock.ts';
import { exchangeLog } from './control/exchange-log.ts';
import { localControl } from './control/local-control.ts';
import { DeviceCodes } from './device-codes/device-codes.ts';
import { defaultDirectory } from './directory/default-directory.ts';
import type { EmulatorOptions, IdentityEmulator } from './emulator.ts';
import type { EmulatorState } from './emulator-state.ts';
import { protocolApp } from './endpoints/protocol-app.ts';
import { listen } from './http/listen.ts';
import { serverLimits } from './http/server-limits.ts';
import { scriptedPerson } from './person/scripted-person.ts';
import { scenarioList } from './scenarios/scenario-list.ts';
import { memoryJournal } from './storage/journal.ts';
import { issueCertificate } from './tls/issue-certificate.ts';
import { RefreshTokens } from './tokens/refresh-tokens.ts';
import { newSecret } from './tokens/secret.ts';
import { generateSigningJwk, importSigningKey } from './tokens/signing-key.ts';

/**
 * Starts a Microsoft identity platform of one's own on loopback, for tests and for learning.
 *
 * @throws the error of `listen` (EADDRINUSE with its `port`) when a port that was asked for is taken
 */
export async function startIdentityEmulator(
  options: EmulatorOptions = {},
): Promise<IdentityEmulator> {
  const directory = options.directory ?? defaultDirectory;
  const clock = movableClock(options.clock);
  const journal = memoryJournal();
  const deviceCodes = new DeviceCodes(journal, clock);
  const state: EmulatorState = {
    directory,
    clock,
    settings: {
      deviceCodeLifetime: options.deviceCode?.lifetime ?? 900,
      deviceCodeInterval: options.deviceCode?.interval ?? 5,
      accessTokenLifetime: options.accessTokenLifetime ?? 3600,
    },
    signingKey: await importSigningKey(await generateSigningJwk()),
    deviceCodes,
    refreshTokens: new RefreshTokens(journal, clock),
    person: scriptedPerson(directory, deviceCodes),
    scenarios: scenarioList(),
    exchanges: exchangeLog(),
    origin: '',
    pagesOrigin: '',
    reportFault: (error) => options.log?.(`fault: ${String(error)}`),
  };
  const { ca, cert, key } = await issueCertificate();
  const app = protocolApp(state);
  const tls = { ...serverLimits, cert: cert + ca, key };
  const protocol = await listen(() => createHttpsServer(tls, app), options.port);
  const pages = await listen(() => createHttpServer(serverLimits), options.pagesPort);
  state.origin = `https://localhost:${protocol.port}`;
  state.pagesOrigin = `http://localhost:${pages.port}`;
  const close = async (): Promise<void> => {
    state.person.clear();
    await Promise.all([protocol.close(), pages.close()]);
    await journal.close();
  };
  return {
    authority: `${state.origin}/${directory.tenants[0]?.id}`,
    authorityFor: (tenant) => `${state.origin}/${tenant}`,
    clientId: directory.tenants[0]?.apps[0]?.clientId ?? '',
    ca,
    graph: `${state.origin}/graph/v1.0`,
    pages: state.pagesOrigin,
    users: (directory.tenants[0]?.users ?? []).map(({ username, password, displayName }) => ({
      username,
      password,
      displayName,
    })),
    control: localControl(state),
    controlUrl: '',
    controlSecret: options.controlSecret ?? newSecret(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
