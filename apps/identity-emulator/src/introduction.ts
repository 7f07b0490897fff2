import type { ControlAddress } from '@entra-flows/identity-emulator';
import { defaultDirectory, findScenario } from '@entra-flows/identity-emulator';

export interface Endpoints {
  authority: string;
  handsFreeAuthority: string;
  clientId: string;
  graph: string;
  pages: string;
}

/**
 * What a user reads first: addresses, practice accounts, and what to do next.
 *
 * @param dataDir folder of the emulator, when it is not that of the workspace
 */
export function introduction(
  { endpoints, control }: { endpoints: Endpoints; control: ControlAddress },
  scenario?: string,
  dataDir?: string,
): string {
  const users = defaultDirectory.tenants.flatMap((tenant) => tenant.users);
  const widest = Math.max(...users.map(({ username }) => username.length));
  return [
    'Identity emulator: a local stand-in for Microsoft Entra ID. Practice accounts only.',
    '',
    `  Pages      ${endpoints.pages}`,
    `  Authority  ${endpoints.authority}`,
    `  Client ID  ${endpoints.clientId}`,
    `  Graph      ${endpoints.graph}`,
    `  Control    ${control.url}`,
    '',
    'Who can sign in:',
    ...users.map(
      ({ username, password, disabled }) =>
        `  ${username.padEnd(widest)}  ${password}${disabled ? '  (disabled)' : ''}`,
    ),
    '',
    `Run a sample in another terminal: ${useIt(dataDir)}npx nx serve cli-device-code`,
    'Let something go wrong: add --scenario NAME here (--list names them).',
    ...(scenario
      ? ['', `Scenario ${scenario} until Ctrl-C: ${findScenario(scenario)?.en.happens}`]
      : []),
    '',
    'Ctrl-C ends this view only; the emulator ends by itself when it is not used.',
    'What clients ask:',
    '',
  ].join('\n');
}

function useIt(dataDir: string | undefined): string {
  if (dataDir === undefined) return '';
  return process.platform === 'win32'
    ? `set "EMULATOR_DATA=${dataDir}" && `
    : `EMULATOR_DATA='${dataDir.replaceAll("'", "'\\''")}' `;
}
