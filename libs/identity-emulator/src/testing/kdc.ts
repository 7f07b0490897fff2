import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../server/free-port.ts';
import { kdcProfile, krb5Profile } from './kdc-profiles.ts';
import { runTool } from './run-tool.ts';

export interface KdcOptions {
  /** In capital letters: `ADATUM.EXAMPLE`. */
  realm: string;
  /** Passwords by name. */
  users: Record<string, string>;
  /** Services whose keys go into the keytab; `HTTP/localhost` when absent. */
  services?: string[];
}

export interface Kdc extends AsyncDisposable {
  keytab: string;
  /** What makes Kerberos programs use this KDC, and a ticket cache of their own. */
  env: NodeJS.ProcessEnv;
  /** Gets a ticket, as a user who signs in to Windows does. */
  signIn(user: string, password: string): Promise<void>;
  signOut(): Promise<void>;
}

/**
 * Starts an MIT key distribution centre with a realm of its own, in a folder of its own, on a free
 * port of loopback, without root; for end-to-end tests with Kerberos.
 *
 * @throws Error that names the package when a program is missing
 */
export async function startKdc({ realm, users, services = ['HTTP/localhost'] }: KdcOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'kdc-'));
  const port = await freePort();
  const at = (name: string): string => join(folder, name);
  const env = {
    PATH: ['/usr/sbin', '/sbin', process.env['PATH']].join(delimiter),
    HOME: folder,
    KRB5_CONFIG: at('krb5.conf'),
    KRB5_KDC_PROFILE: at('kdc.conf'),
    KRB5CCNAME: `FILE:${at('tickets')}`,
  };
  await writeFile(at('krb5.conf'), krb5Profile(realm, port));
  await writeFile(at('kdc.conf'), kdcProfile(realm, port, folder));
  await createRealm(realm, env);
  await addPrincipals(users, services, at('service.keytab'), env);
  const program = await startProgram(realm, at('kdc.pid'), env);
  const kdc: Kdc = {
    keytab: at('service.keytab'),
    env,
    signIn: async (user, password) =>
      void (await runTool('kinit', [`${user}@${realm}`], env, `${password}\n`)),
    signOut: async () => void (await runTool('kdestroy', [], env)),
    async [Symbol.asyncDispose]() {
      if (program.exitCode === null && program.kill()) await once(program, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
  return kdc;
}

const createRealm = (realm: string, env: NodeJS.ProcessEnv): Promise<string> =>
  runTool('kdb5_util', ['create', '-s', '-r', realm, '-P', randomBytes(18).toString('hex')], env);

/** The exit code is 0 even when a command failed, so what it printed is counted. */
async function addPrincipals(
  users: KdcOptions['users'],
  services: string[],
  keytab: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const commands = [
    ...Object.entries(users).map(([name, password]) => `addprinc -pw "${password}" ${name}`),
    ...services.flatMap((name) => [`addprinc -randkey ${name}`, `ktadd -k ${keytab} ${name}`]),
  ];
  const printed = await runTool('kadmin.local', [], env, `${commands.join('\n')}\n`);
  const created = printed.match(/^Principal ".*" created\.$/gm) ?? [];
  if (created.length !== Object.keys(users).length + services.length)
    throw new Error(`kadmin.local: ${printed}`);
}

/** It ends with this process, even when that is killed. */
async function startProgram(
  realm: string,
  pidFile: string,
  env: NodeJS.ProcessEnv,
): Promise<ChildProcess> {
  const args = ['--pdeathsig', 'TERM', 'krb5kdc', '-n', '-r', realm, '-P', pidFile];
  const program = spawn('setpriv', args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  for await (const chunk of program.stderr.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (printed.includes('commencing operation')) {
      program.stderr.resume();
      return program;
    }
  }
  throw new Error(`krb5kdc ended (package krb5-admin-server): ${printed}`);
}
