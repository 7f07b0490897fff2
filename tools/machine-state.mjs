// Prints what the end-to-end tests may find on this machine, one tool a line. Nx takes it as an input: a
// result of a machine with other tools is never the answer for this one.
import { realpathSync, statSync } from 'node:fs';
import {
  findCommand,
  hasElectron,
  hasKerberosPackage,
  requirements,
} from './setup/requirements.mjs';

const { platform, arch, version, env } = process;
console.log(`${platform} ${arch} node ${version}`);
console.log(`user ${process.getuid?.() === 0 ? 'root' : 'ordinary'}, CI ${env['CI'] ?? 'no'}`);
console.log(`electron ${hasElectron() ? 'there' : 'missing'}`);
console.log(`package kerberos ${hasKerberosPackage() ? 'there' : 'missing'}`);

const more = ['git', 'npm', 'krb5kdc', 'kinit'];
for (const name of [...more, ...requirements.flatMap(({ commands }) => commands)]) {
  const path = findCommand(name);
  // A server started to learn its version may not come back: the file itself tells enough.
  const { size, mtimeMs } = path ? statSync(realpathSync(path)) : {};
  console.log(path ? `${name} ${path} ${size} ${mtimeMs}` : `${name} missing`);
}
