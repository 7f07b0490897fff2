import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A desktop's session bus with a home of its own, and a keyring where one is started. */
export interface DesktopSession {
  readonly env: NodeJS.ProcessEnv;
  /** Starts the keyring, and waits until it has its name on the bus. */
  keyring(...options: string[]): Promise<ChildProcess>;
  /** The same with its collection open, under a password of this session. */
  unlockedKeyring(): Promise<ChildProcess>;
  end(): Promise<void>;
}

/** @throws {Error} which packages are missing */
export async function desktopSession(home: string): Promise<DesktopSession> {
  const programs: ChildProcess[] = [];
  let env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
  };

  function run(command: string, args: string[]): ChildProcess {
    const program = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    program.once('error', (error) => {
      throw new Error(`${command} cannot be started: install the packages dbus and gnome-keyring`, {
        cause: error,
      });
    });
    programs.push(program);
    return program;
  }

  async function keyring(...options: string[]): Promise<ChildProcess> {
    const bus = run('dbus-monitor', ['--session', "member='NameOwnerChanged'"]);
    await prints(bus, 'NameAcquired');
    const daemon = run('gnome-keyring-daemon', [
      '--foreground',
      '--components=secrets',
      ...options,
    ]);
    daemon.stdin!.end('password\n');
    await prints(bus, 'org.freedesktop.secrets');
    return daemon;
  }

  await mkdir(join(home, 'run'), { mode: 0o700, recursive: true });
  const bus = run('dbus-daemon', ['--session', '--nofork', '--print-address', '--nopidfile']);
  env = { ...env, DBUS_SESSION_BUS_ADDRESS: (await prints(bus, '\n')).trim() };
  return {
    env,
    keyring,
    unlockedKeyring: () => keyring('--unlock'),
    async end() {
      for (const program of programs.splice(0).reverse()) {
        const isOver = program.exitCode !== null || program.signalCode !== null;
        const ended = isOver ? undefined : once(program, 'exit');
        program.kill('SIGKILL');
        await ended;
      }
    },
  };
}

/** Waits until a program has printed the text. */
async function prints(program: ChildProcess, text: string): Promise<string> {
  let printed = '';
  for await (const chunk of program.stdout!.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (printed.includes(text)) return printed;
  }
  throw new Error(`${program.spawnfile} ended: ${printed}`);
}
