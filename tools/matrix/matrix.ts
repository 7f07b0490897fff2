// npm run matrix: tries the packages and the specs on each supported version, and writes docs/versions.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedis } from '@entra-flows/token-cache-redis/testing';
import { readCommandLine } from '../command-line.ts';
import { findCommand } from '../setup/requirements.mjs';
import { type Check, NotHere } from './check.ts';
import { msalChecks } from './msal.ts';
import { packageChecks } from './packages.ts';
import { specChecks } from './specs.ts';
import { packAll } from './tarballs.ts';
import { typeChecks } from './types.ts';
import { type Result, shownBy, versionsPage } from './versions-page.ts';
import { formatPage } from '../format-page.ts';

const help = `Usage: npm run matrix -- [--only TEXT]

Installs the packages in empty folders, signs in with them and runs the specs, on each supported version
of Node.js, TypeScript, MSAL Node and Redis. docs/versions.md keeps the last result of each.

  --only TEXT   only checks whose line in docs/versions.md has this text; may be given again

It needs npm's registry, and an hour or two.
Exit codes: 0 nothing failed, 1 something failed, 2 wrong usage.
`;

function readOptions(args: string[]): { only: string[] } | { help: true } {
  const options = {
    only: { type: 'string', multiple: true, default: [] as string[] },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { only, help: isAsked } = parseArgs({ args, options }).values;
  return isAsked ? { help: true } : { only };
}

const titleOf = ({ what, version, how }: Check) =>
  [what, version].filter(Boolean).join(' ') + `: ${how}`;

async function resultOf(check: Check): Promise<Result> {
  try {
    const note = await check.run((line) => console.log(`    ${line}`));
    return { check, is: 'passed', note };
  } catch (error) {
    const { message } = error as Error;
    return { check, is: error instanceof NotHere ? 'not run' : 'failed', note: message };
  }
}

async function writePage(all: Check[], results: Result[]): Promise<void> {
  const path = join(import.meta.dirname, '../../docs/versions.md');
  const page = versionsPage(all, results, readFileSync(path, 'utf8'));
  writeFileSync(path, await formatPage(path, page));
}

async function main(): Promise<number> {
  const { only } = readCommandLine(help, readOptions);
  const redis = findCommand('redis-server') ? await startRedis() : undefined;
  try {
    const tarballs = packAll();
    const all = [
      ...packageChecks(tarballs, redis?.url),
      ...typeChecks(tarballs),
      ...msalChecks(tarballs),
      ...specChecks(),
    ];
    const chosen = all.filter(
      (check) => only.length === 0 || only.some((text) => titleOf(check).includes(text)),
    );
    if (chosen.length === 0) {
      console.error(`No check has "${only.join('" or "')}". There are:`);
      for (const check of all) console.error(`  ${titleOf(check)}`);
      return 2;
    }
    const results: Result[] = [];
    for (const check of chosen) {
      if (results.some((one) => one.check === check)) continue;
      console.log(`[${chosen.indexOf(check) + 1}/${chosen.length}] ${titleOf(check)}`);
      const began = Date.now();
      const result = await resultOf(check);
      results.push(...shownBy(result));
      const seconds = Math.round((Date.now() - began) / 1000);
      console.log(`    ${result.is} after ${seconds} s${result.note ? `: ${result.note}` : ''}`);
      // After each: an hour's results survive an interruption.
      await writePage(all, results);
    }
    const failed = results.filter(({ is }) => is === 'failed');
    console.log(`\n${results.length} checks: ${failed.length} failed`);
    for (const { check } of failed) console.log(`  ${titleOf(check)}`);
    return failed.length > 0 ? 1 : 0;
  } finally {
    await redis?.close();
  }
}

process.exitCode = await main();
