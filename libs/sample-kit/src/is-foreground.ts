import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Whether this process gets the keys that are typed at the terminal. The system stops a background job
 * of the shell that reads them.
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

/** The fields come after the name of the program, in brackets, which may contain anything. */
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
