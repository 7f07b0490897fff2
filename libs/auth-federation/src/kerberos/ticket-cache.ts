import { said } from '@entra-flows/primitives/said';
import { type ProgramEnd, runProgram } from './run-program.ts';

/** The Kerberos tickets of this machine, and their user. */
export interface TicketCache {
  /** Where they are, to be shown: `FILE:/tmp/krb5cc_1000`. */
  name: string;
  /** As Entra writes names: `frida@adatum.example`. */
  username?: string | undefined;
  /** Whether there is a ticket that has not expired; undefined where that is not known. */
  valid?: boolean | undefined;
}

/** ms: it reads a file, or asks the system. */
const PATIENCE = 5000;

/**
 * Asks the programs of the system, which know every kind of cache: `klist` of MIT and Heimdal
 * Kerberos, `whoami` on Windows, whose tickets belong to the session.
 */
export async function readTicketCache(): Promise<TicketCache> {
  if (process.platform === 'win32') {
    const { out } = await run('whoami', ['/upn']);
    return {
      name: said({ en: 'the Windows session', ko: 'Windows 세션' }),
      username: /^\S+@\S+$/.exec(out.trim())?.[0],
    };
  }
  const [list, silent] = await Promise.all([run('klist', []), run('klist', ['-s'])]);
  const usual = process.env['KRB5CCNAME'] || said({ en: 'the default cache', ko: '기본 캐시' });
  if (list.missing) return { name: usual };
  return {
    name: cacheIn(list) ?? usual,
    username: usernameIn(list),
    valid: silent.code === 0,
  };
}

function cacheIn({ out, err }: ProgramEnd): string | undefined {
  return /(?:Ticket|Credentials) cache:? +([\x21-\x7e]{1,300})/.exec(`${out}\n${err}`)?.[1];
}

/**
 * MIT says "Default principal", Heimdal "Principal". A realm is the domain in capital letters; where
 * Entra knows the domain by another name, the user has to give it.
 */
function usernameIn({ out }: ProgramEnd): string | undefined {
  const [, name, realm] = /^ *(?:Default p|P)rincipal: ([^\s@]+)@(\S+)$/im.exec(out) ?? [];
  return name && realm ? `${name}@${realm.toLowerCase()}` : undefined;
}

async function run(name: string, args: string[]): Promise<ProgramEnd> {
  const { child, ended } = runProgram(name, args);
  const timer = setTimeout(() => child.kill(), PATIENCE);
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}
