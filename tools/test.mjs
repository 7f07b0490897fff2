import { checkNode } from './setup/check-node.mjs';
import { installPackages } from './setup/install-packages.mjs';

checkNode();

// Loaded only now: an old Node.js could not even read it.
const { test } = await import('./test/test.mjs');
process.exitCode = await test(process.argv.slice(2), installPackages);
