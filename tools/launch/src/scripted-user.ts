import { fileURLToPath } from 'node:url';
import { defaultDirectory } from '@entra-flows/identity-emulator';
import { accountOf } from './read-settings.ts';

/** What the emulator's scripted user does in the place of a user, beside saying yes to a device code. */
export type ScriptedUser = 'browser' | 'password';

/** What a hands-free run gives a sample. */
export interface HandsFree {
  args: string[];
  /** What it reads from file descriptor 3. */
  input?: string;
}

const browser = fileURLToPath(new URL('../scripted-browser.mjs', import.meta.url));

/**
 * The command line of a hands-free run: with a browser that follows the link by itself, or with the name and
 * the password of the user. What the user typed comes first.
 *
 * @param args as they were typed
 */
export function handsFreeRun(args: string[], does: ScriptedUser | undefined): HandsFree {
  const has = (...names: string[]) =>
    args.some((arg) => names.some((name) => arg === name || arg.startsWith(`${name}=`)));
  if (does === 'browser' && !has('--browser', '--no-browser'))
    return { args: [...args, '--browser', browser] };
  if (does !== 'password' || has('--password-fd')) return { args };
  const users = defaultDirectory.tenants.flatMap((tenant) => tenant.users);
  const name = accountOf(args);
  const user = name === undefined ? users[0] : users.find(({ username }) => username === name);
  if (!user) return { args };
  const account = name === undefined ? ['--account', user.username] : [];
  return { args: [...args, ...account, '--password-fd', '3'], input: `${user.password}\n` };
}
