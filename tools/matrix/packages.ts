import { type Check, NotHere } from './check.ts';
import { installedNode } from './installed-node.ts';
import { newMachine } from './new-machine.ts';
import type { Tarballs } from './tarballs.ts';

/** A program that shows each package at work: it signs in, and finds the token when it runs again. */
const programs: Record<string, string> = {
  'auth-core': 'auth-core.mjs',
  'auth-federation': 'auth-federation.mjs',
  'token-cache-redis': 'token-cache-redis.mjs',
  'sample-kit': 'sample-kit.mjs',
  'identity-emulator': 'plain-msal.cjs',
};

export const nodeVersions = ['20', '22', '24'];

/** Each package on each version of Node.js. */
export function packageChecks(tarballs: Tarballs, redisUrl: string | undefined): Check[] {
  const msal = tarballs.get('auth-core')?.manifest.dependencies?.['@azure/msal-node'] ?? '';
  return nodeVersions.map((version) => ({
    ...{ what: 'Node.js', version },
    how: 'each package from its tarball: import, require, sign-in, second run from the cache',
    async run(progress) {
      if (!redisUrl) throw new NotHere('no redis-server, for token-cache-redis');
      const node = await installedNode(version);
      for (const library of tarballs.keys()) {
        progress(library);
        await using machine = newMachine(node.path, tarballs);
        machine.env['REDIS_URL'] = redisUrl;
        // The emulator knows no MSAL; a program that tries it does.
        await machine.install([library, 'identity-emulator'], { '@azure/msal-node': msal });
        await machine.run('../../pack/fixtures/exports-alike.mjs', machine.nameOf(library));
        await machine.startEmulator();
        for (const from of ['authority', 'cache'] as const)
          await machine.findsToken(from, programs[library] ?? '');
      }
      return node.version;
    },
  }));
}
