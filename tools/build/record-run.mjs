// Runs a bundle, and writes V8's code for what ran: `node record-run.mjs BUNDLE OUT [arguments of the bundle]`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { scriptOf, unpacked } from './code-of-bundle.mjs';

const [, , file = '', out = ''] = process.argv;
process.argv.splice(1, 3, file);

const script = scriptOf(file, unpacked(readFileSync(file)));
process.once('exit', (code) => {
  if (code === 0) writeFileSync(out, script.createCachedData());
});
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
