import { join } from 'node:path';
import { buildApp } from './build-app.ts';

/** What `nx build electron-interactive` runs, and electron-builder packs. */
await buildApp(join(import.meta.dirname, '../dist/app'), { settings: process.env });
