import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Whether the keys that are typed at the terminal are for this process. A job of the shell that runs in
 * the background must not read them: the system stops it.
 */
export function isForeground(): boolean {
  const groups = groupsOfLinux() ?? groupsOfPs();
  // Without a controlling terminal there is no job control.
  return groups === undefined || groups.terminal <= 0 || groups.terminal === groups.own;
}

interface Groups {
  own: number;
  /** The process group that the terminal belongs to. */
  terminal: number;
}

/** The name of the program, in brackets, may hold anything. */
function groupsOfLinux(): Groups | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync('/proc/self/stat', 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { own: Number(fields[2]), terminal: Number(fields[5]) };
  } catch {
    return undefined;
  }
}

function groupsOfPs(): Groups | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const args = ['-o', 'pgid=,tpgid=', '-p', String(process.pid)];
    const text = execFileSync('ps', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [own = 0, terminal = 0] = text.trim().split(/\s+/).map(Number);
    return { own, terminal };
  } catch {
    return undefined;
  }
}
