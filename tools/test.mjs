import { checkNode, installPackages } from './setup/before-install.mjs';

checkNode();

// Loaded only now: an old Node.js could not even read it.
const { readTestOptions } = await import('./test/test-options.mjs');
const options = readTestOptions(process.argv.slice(2));
if (typeof options === 'object') {
  if (options.install) await installPackages();
  // Loaded only now: until here there may have been no packages.
  const { tsImport } = await import('tsx/esm/api');
  const { runTests } = await tsImport('./test/run-tests.ts', import.meta.url);
  process.exitCode = runTests(options);
} else process.exitCode = options;
