#!/usr/bin/env node
// Copies one sample out of the workspace, with the library files that it reaches.
import { parseArgs } from 'node:util';
import { advice } from './eject/advice.mjs';
import { nextSteps } from './eject/next-steps.mjs';
import { checkNode } from './setup/before-install.mjs';

checkNode();

const help = `Copies a sample out of the workspace, to be kept as a project of its own.

Usage: node tools/eject-sample.mjs SAMPLE FOLDER [--force]

  SAMPLE    the name of an app, for instance cli-device-code
  FOLDER    where to; outside the workspace, and missing or empty
  --force   writes into a folder with content: files of the same name are
            replaced, others stay

Exit codes: 0 written, 1 failed, 2 wrong usage.
`;

/** @returns {Promise<number>} the exit code */
async function main() {
  const { values, positionals } = readArguments();
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [sample, folder, ...more] = positionals;
  if (!sample || !folder || more.length) throw usage(`Name a sample and a folder.\n\n${help}`);
  const { ejectSample } = await import('./eject/eject-sample.mjs');
  const files = ejectSample(sample, folder, { force: values.force ?? false });
  process.stdout.write(`${files.length} files written. Next:\n\n${nextSteps(folder)}`);
  return 0;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { force: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw usage(`${/** @type {Error} */ (error).message}\n\n${help}`);
  }
}

/** @param {string} message */
function usage(message) {
  return Object.assign(new Error(message), { code: 'USAGE' });
}

try {
  process.exitCode = await main();
} catch (error) {
  const { code, message, path } = /** @type {NodeJS.ErrnoException} */ (error);
  process.exitCode = code === 'USAGE' ? 2 : 1;
  const hint =
    code === 'ERR_MODULE_NOT_FOUND'
      ? 'The packages of the workspace are not installed. Run "npm install" in its root first.'
      : path
        ? advice(/** @type {NodeJS.ErrnoException} */ (error))
        : message;
  // It may quote names that should not steer the terminal.
  process.stderr.write(`${hint.trimEnd().replace(/[^\P{C}\n]/gu, '')}\n`);
}
