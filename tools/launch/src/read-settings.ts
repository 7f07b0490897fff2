import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { misreadSetting } from '@entra-flows/primitives/misread-setting';
import { readSmallFile } from '@entra-flows/primitives/read-small-file';
import { said } from '@entra-flows/primitives/said';

/**
 * The text of a small file.
 *
 * @returns undefined when there is no such file
 * @throws Error with a message for users, when it cannot be read
 */
export function readPlainFile(path: string): string | undefined {
  const found = readSmallFile(path);
  if ('text' in found) return found.text;
  if (found.isMissing) return undefined;
  throw new Error(
    said({
      en: `${path} cannot be read: it ${said(found.why)}. Mend it or move it away, then try again.`,
      ko: `${path} 파일을 읽을 수 없습니다: ${said(found.why)}. 고치거나 옮긴 뒤 다시 시도하세요.`,
    }),
  );
}

export interface ChosenAuthority {
  authority?: string | undefined;
  clientId?: string | undefined;
}

/**
 * What the user set, in the environment or in the workspace's .env.local; the environment wins. An empty
 * value counts as none.
 *
 * @param root folder of .env.local
 * @throws Error with a message for users, when .env.local is there and cannot be read, or a line of it
 */
export function chosenAuthority(env: NodeJS.ProcessEnv, root: string): ChosenAuthority {
  const text = readPlainFile(join(root, '.env.local')) ?? '';
  const problem = misreadSetting(text);
  if (problem) throw new Error(problem);
  const file = parseEnv(text);
  return {
    authority: env['ENTRA_AUTHORITY'] || file['ENTRA_AUTHORITY'] || undefined,
    clientId: env['ENTRA_CLIENT_ID'] || file['ENTRA_CLIENT_ID'] || undefined,
  };
}

/**
 * Whether a sample is to talk to the emulator: when the user set nothing, or set an address of it.
 * One setting without the other is left to the sample, which says what is missing.
 *
 * @param emulator its endpoints; undefined before its first start
 */
export function meansEmulator(
  { authority, clientId }: ChosenAuthority,
  emulator: { authority: string } | undefined,
): boolean {
  if (!authority) return !clientId;
  if (!emulator || !URL.canParse(authority)) return false;
  return new URL(authority).origin === new URL(emulator.authority).origin;
}

/** Whether a sample is only asked how it is used. */
export function asksHelp(args: string[]): boolean {
  return args.some((arg) => arg === '--help' || arg === '-h');
}

/**
 * The account that a sample is asked to use, as `--account NAME` or `--account=NAME`. Everything else
 * in its arguments is its own business.
 */
export function accountOf(args: string[]): string | undefined {
  const options = { account: { type: 'string' } } as const;
  const { account } = parseArgs({ args, options, strict: false }).values;
  return (typeof account === 'string' && account) || undefined;
}
