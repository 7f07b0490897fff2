/**
 * Prints what the end-to-end tests may find on this machine, one tool a line. Nx takes it as an input:
 * a result of a machine with other tools is never the answer for this one.
 */
import { execFile } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { findCommand, hasElectron, hasKerberosPackage } from './setup/find-on-machine.mjs';
import { requirements } from './setup/requirements.mjs';

const run = promisify(execFile);
const tools = ['git', 'npm', 'curl', 'redis-server', 'krb5kdc', 'kinit'];
const names = [...tools, ...requirements.flatMap(({ commands }) => commands)];

console.log(`${process.platform} ${process.arch} node ${process.version}`);
console.log(
  `user ${process.getuid?.() === 0 ? 'root' : 'ordinary'}, CI ${process.env['CI'] ?? 'no'}`,
);
console.log(`electron ${hasElectron() ? 'there' : 'missing'}`);
console.log(`package kerberos ${hasKerberosPackage() ? 'there' : 'missing'}`);
for (const line of await Promise.all(names.map(state))) console.log(line);

/** @param {string} name */
async function state(name) {
  const path = findCommand(name);
  if (!path) return `${name} missing`;
  // A server started to learn its version may not come back: the file itself tells enough.
  const { size, mtimeMs } = statSync(realpathSync(path));
  const file = `${name} ${path} ${size} ${Math.round(mtimeMs)}`;
  return tools.includes(name) && name !== 'krb5kdc' ? `${file} ${await version(path)}` : file;
}

/** @param {string} path */
async function version(path) {
  try {
    const { stdout } = await run(path, ['--version'], {
      timeout: 5000,
      shell: path.endsWith('.cmd'),
    });
    return stdout.split('\n')[0]?.trim();
  } catch {
    return 'of unknown version';
  }
}
