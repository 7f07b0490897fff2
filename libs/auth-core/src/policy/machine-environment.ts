import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What decides which flows can work here: plain data, so that every machine fits into a test. */
export interface MachineEnvironment {
  /** The operating system, as `process.platform`. */
  platform: NodeJS.Platform;
  /** Environment variables; only those of `VARIABLES` are looked at. */
  variables: Readonly<Partial<Record<string, string>>>;
  /** What shows that this is a container, for instance `/.dockerenv`. */
  container?: string | undefined;
  /** WSL can start programs of Windows, its browser too. */
  windowsInterop?: boolean | undefined;
  /** Windows Server Core: no desktop is installed. */
  serverCore?: boolean | undefined;
  /** The program has a broker client at hand; a text says why it has none. */
  broker?: boolean | string | undefined;
}

const VARIABLES = [
  'BROWSER',
  'CI',
  'CODESPACES',
  'DISPLAY',
  'KUBERNETES_SERVICE_HOST',
  'REMOTE_CONTAINERS',
  'SESSIONNAME',
  'SSH_CLIENT',
  'SSH_CONNECTION',
  'SSH_TTY',
  'USERNAME',
  'WAYLAND_DISPLAY',
  'WSL_DISTRO_NAME',
];

/**
 * Reads the machine that this process runs on: variables and a few well-known files, no program.
 */
export function readEnvironment(
  options: {
    /** Whether the program has a broker client at hand, or why not; default false. */
    broker?: boolean | string;
    /** The folder in which the files are looked up, for tests; default `/`. */
    root?: string;
    /** Default: that of this process. */
    platform?: NodeJS.Platform;
    /** Default: those of this process. */
    variables?: NodeJS.ProcessEnv;
  } = {},
): MachineEnvironment {
  const { broker = false, root = '/', platform = process.platform } = options;
  const all = options.variables ?? process.env;
  const variables = Object.fromEntries(VARIABLES.map((name) => [name, all[name]]));
  const windows = all['SystemRoot'];
  return {
    platform,
    variables,
    broker,
    container: platform === 'linux' ? containerSign(root) : undefined,
    // systemd registers it a second time, by another name.
    windowsInterop: ['WSLInterop', 'WSLInterop-late'].some((name) =>
      isThere(join(root, 'proc/sys/fs/binfmt_misc', name)),
    ),
    serverCore:
      platform === 'win32' && windows !== undefined && !isThere(join(windows, 'explorer.exe')),
  };
}

/** Files that Docker and Podman make; else the control groups of the first process. */
function containerSign(root: string): string | undefined {
  const file = ['.dockerenv', 'run/.containerenv'].find((name) => isThere(join(root, name)));
  if (file) return `/${file}`;
  const groups = textOf(join(root, 'proc/1/cgroup'));
  return /\b(?:docker|kubepods|containerd|libpod|lxc)\b/.test(groups)
    ? '/proc/1/cgroup'
    : undefined;
}

/** False, too, for a file that Node's permission model keeps from this program. */
function isThere(file: string): boolean {
  try {
    return existsSync(file);
  } catch {
    return false;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
