#!/usr/bin/env node
// Copies one sample out of the workspace: `create`, from the sources of this clone.
import { checkNode, installPackages } from './setup/before-install.mjs';

checkNode();
await installPackages();
// Loaded only now: until here there may have been no packages.
(await import('tsx/esm/api')).register();
const { runCreate } = await import('@entra-flows/create');
const { workspaceStore } = await import('./create/workspace-store.ts');

const given = process.argv.slice(2);
const [sample = '', ...rest] = given;
// SAMPLE FOLDER [--force]; all other forms are those of create.
const isShort = /^[a-z]/.test(sample) && sample !== 'update';
const args = isShort ? [...rest, '--sample', sample] : given;
process.exitCode = await runCreate(args, () => workspaceStore(isShort ? sample : undefined));
