import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Characters of output that are kept; these programs say less. */
const LONGEST = 256 * 1024;

export interface Program {
  child: ChildProcessWithoutNullStreams;
  /** Never rejects; where the program does not exist, `missing` is true. */
  ended: Promise<ProgramEnd>;
}

export interface ProgramEnd {
  code: number | null;
  out: string;
  err: string;
  missing: boolean;
}

/** A program of the system that speaks English, with a text on its input. */
export function runProgram(name: string, args: string[], input = ''): Program {
  const child = spawn(placeOf(name), args, {
    env: { ...process.env, LC_ALL: 'C' },
    windowsHide: true,
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part) => (said.out = (said.out + String(part)).slice(0, LONGEST)));
  child.stderr.on('data', (part) => (said.err = (said.err + String(part)).slice(0, LONGEST)));
  child.stdin.on('error', () => undefined); // It may end before it has read all.
  child.stdin.end(input);
  const ended = new Promise<ProgramEnd>((resolve) => {
    child.once('error', () => resolve({ code: null, ...said, missing: true }));
    child.once('close', (code) => resolve({ code, ...said, missing: false }));
  });
  return { child, ended };
}

/** Windows looks into the current folder first, where any user may have put a program. */
function placeOf(name: string): string {
  const { SystemRoot } = process.env;
  return process.platform === 'win32' && SystemRoot
    ? join(SystemRoot, 'System32', `${name}.exe`)
    : name;
}
