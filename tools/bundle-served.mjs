import { resolve } from 'node:path';
import { freshBundle } from './launch/program-of.mjs';

/**
 * Makes the bundles that `nx serve` would make on the way, where one is missing or stale:
 * `node tools/bundle-served.mjs apps/identity-emulator/src/server.ts`.
 */
for (const entry of process.argv.slice(2)) console.log(await freshBundle(resolve(entry)));
