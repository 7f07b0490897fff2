import { spawnSync } from 'node:child_process';

const program = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("msal") is None)';

/** Debian's package belongs to Debian's Python, which need not be the first one on the PATH. */
const commands = ['/usr/bin/python3', 'python3'];

/** @type {string | null | undefined} */
let found;

/** The Python that can import MSAL Python, if there is one; looked for once. */
export function findMsalPython() {
  found ??= commands.find((one) => spawnSync(one, ['-c', program]).status === 0) ?? null;
  return found ?? undefined;
}
