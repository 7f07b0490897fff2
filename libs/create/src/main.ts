#!/usr/bin/env node
// The command of the package: its templates and tarballs lie beside the built file.
import { runCreate } from './run-create.ts';
import { readTemplates } from './templates.ts';

void runCreate(process.argv.slice(2), () => readTemplates(__dirname)).then((code) => {
  process.exitCode = code;
});
