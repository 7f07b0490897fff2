import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the stand-in answers. */
export const registered = {
  id: '00001111-aaaa-2222-bbbb-3333cccc4444',
  tenant: 'aaaabbbb-0000-cccc-1111-dddd2222eeee',
  mailRead: '570282fd-fa5c-430d-a7fd-fc8dc98a9dca',
};

const program = `#!/bin/sh
# STANDS IN for the Azure CLI: writes its arguments down, and answers the questions of register.sh.
for argument; do printf '%s\\0' "$argument" >> "$AZ_CALLS"; done
printf '\\0' >> "$AZ_CALLS"
case "$*" in
  'account show --query tenantId'*) echo ${registered.tenant} ;;
  'cloud show --query endpoints.activeDirectory'*) echo https://login.microsoftonline.com ;;
  'cloud show --query endpoints.microsoftGraphResourceId'*) echo https://graph.microsoft.com/ ;;
  'ad app list'*) printf '%s' "$AZ_APPS" ;;
  'ad app show'*"requiredResourceAccess"*) [ -z "$AZ_APPS" ] || echo of-before ;;
  'ad app show'*".redirectUris"*) [ -z "$AZ_APPS" ] || printf 'http://localhost\\nhttps://of-before.example/\\n' ;;
  'ad app create'*) echo ${registered.id} ;;
  'ad sp show'*"[?value=='Mail.Read']"*) echo ${registered.mailRead} ;;
  'ad sp show'*"[?value=="*) ;;
  'ad app update'* | 'ad app permission'* | 'ad sp show'*) echo 'not for .env.local' ;;
esac
`;

/** How many values an option takes: none, one, any number, or one of these. */
type Values = 'none' | 'one' | 'many' | 'json' | readonly string[];
const flag = ['true', 'false'];
const audiences = ['AzureADMyOrg', 'AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount'];

/** The options of az that these documents use, after azure/cli/command_modules/role/_params.py of azure-cli. */
const declared: Record<string, Record<string, Values>> = {
  login: { 'allow-no-subscriptions': 'none' },
  'account show': {},
  'cloud show': {},
  rest: { method: ['get', 'patch', 'post'], uri: 'one', headers: 'many', body: 'json' },
  'ad app create': {
    'display-name': 'one',
    'sign-in-audience': audiences,
    'is-fallback-public-client': flag,
    'required-resource-accesses': 'json',
  },
  'ad app list': { filter: 'one' },
  'ad app permission add': { id: 'one', api: 'one', 'api-permissions': 'many' },
  'ad app update': {
    id: 'one',
    'is-fallback-public-client': flag,
    'public-client-redirect-uris': 'many',
    'web-redirect-uris': 'many',
  },
  'ad app show': { id: 'one' },
  'ad app permission grant': { id: 'one', api: 'one', scope: 'many' },
  'ad app credential reset': { id: 'one', append: 'none', 'display-name': 'one' },
  'ad sp show': { id: 'one' },
  'ad sp create': { id: 'one' },
};
const everywhere: Record<string, Values> = { output: ['tsv', 'none', 'json'], query: 'one' };

/** A call of az: the command, and the values of each option without its dashes. */
export interface AzCall {
  command: string;
  options: Record<string, string[]>;
}

/** Puts the stand-in first on the PATH of `env`, and reads what it was asked. */
export function azStandIn(folder: string, env: NodeJS.ProcessEnv) {
  const file = join(folder, 'az');
  writeFileSync(file, program);
  chmodSync(file, 0o755);
  const log = join(folder, 'calls');
  writeFileSync(log, '');
  return {
    env: { ...env, PATH: `${folder}${delimiter}${env['PATH']}`, AZ_CALLS: log },
    calls: () => readFileSync(log, 'utf8').split('\0\0').filter(Boolean).map(readCall),
  };
}

/** @throws {Error} for what az would refuse */
function readCall(line: string): AzCall {
  const words = line.split('\0');
  const end = words.findIndex((word) => word.startsWith('--'));
  const command = words.slice(0, end < 0 ? undefined : end).join(' ');
  const known = declared[command];
  if (!known) throw new Error(`az has no command "${command}"`);
  const options: Record<string, string[]> = {};
  let name = '';
  for (const word of words.slice(command.split(' ').length)) {
    if (word.startsWith('--')) options[(name = word.slice(2))] = [];
    else options[name]?.push(word);
  }
  for (const [option, given] of Object.entries(options)) {
    const values = { ...everywhere, ...known }[option];
    if (!values || !fits(given, values))
      throw new Error(`az ${command} does not take --${option} ${given.join(' ')}`);
  }
  return { command, options };
}

function fits(given: string[], values: Values): boolean {
  if (values === 'none') return given.length === 0;
  if (values === 'many') return given.length > 0;
  const [one = '', ...more] = given;
  if (values === 'json') JSON.parse(one);
  return one !== '' && more.length === 0 && (typeof values === 'string' || values.includes(one));
}
