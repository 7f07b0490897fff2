import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PackageEmulator {
  /** What programs find it by. */
  settings: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Runs the emulator of its package in a process of its own.
 *
 * @param node - path of Node.js
 * @param program - path of its program
 * @param folder - takes the files that programs find it by
 */
export async function startPackageEmulator(
  node: string,
  program: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<PackageEmulator> {
  // What a later Node.js will not do any more is found here, and not by users.
  const child = spawn(node, ['--throw-deprecation', program], { cwd: folder, env });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const exit = once(child, 'exit');
  const failed = exit.then(() => {
    throw new Error(`The emulator ended: ${errors}`);
  });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), failed])) as [
    string,
  ];
  failed.catch(() => undefined);
  const { authority, clientId, ca, graph } = JSON.parse(line) as Record<string, string>;
  const [endpoints, certificate] = [join(folder, 'endpoints.json'), join(folder, 'ca.pem')];
  writeFileSync(endpoints, JSON.stringify({ authority, graph, ca }));
  writeFileSync(certificate, ca ?? '');
  return {
    settings: {
      EMULATOR: line,
      ENTRA_CLIENT_ID: clientId,
      ENTRA_AUTHORITY: authority,
      ENTRA_EMULATOR: endpoints,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    async close() {
      child.stdin.end();
      await exit;
    },
  };
}
