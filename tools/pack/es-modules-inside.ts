import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import type { OutputOptions, Plugin } from 'rollup';

interface EsModulesInside {
  /** Whether a package stays outside the CommonJS build. */
  isOutside: (name: string, importer?: string) => boolean;
  plugin: Plugin;
  /** The licences of the packages in a built file. */
  banner: OutputOptions['banner'];
}

/**
 * Puts packages that have no CommonJS inside the CommonJS build: Jest cannot require ES modules before
 * Node.js 24. One that is loaded by `import()` when it is needed stays outside.
 *
 * @param project - folder of the library
 */
export function esModulesInside(project: string): EsModulesInside {
  const pathOf = (name: string, importer = join(project, 'package.json')): string | undefined => {
    if (isBuiltin(name)) return undefined;
    try {
      const path = createRequire(importer).resolve(name);
      return isEsModule(path) ? path : undefined;
    } catch {
      return undefined; // an optional package, of which only types are used here
    }
  };
  return {
    isOutside: (name, importer) => pathOf(name, importer) === undefined,
    plugin: {
      name: 'es-modules-inside',
      resolveId: (name, importer) =>
        /^[@a-z]/.test(name) ? (pathOf(name, importer) ?? null) : null,
      resolveDynamicImport: (name, importer) =>
        typeof name === 'string' && pathOf(name, importer) ? { id: name, external: true } : null,
      renderDynamicImport: ({ targetModuleId = '' }) =>
        targetModuleId && pathOf(targetModuleId) ? { left: 'import(', right: ')' } : null,
    },
    banner: ({ moduleIds }) => [...new Set(moduleIds.flatMap(packageFolder))].map(notice).join(''),
  };
}

function isEsModule(path: string): boolean {
  if (!path.endsWith('.js')) return path.endsWith('.mjs');
  let folder = dirname(path);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const { type } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    type?: string;
  };
  return type === 'module';
}

const packageFolder = (file: string): string[] =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? [];

function notice(folder: string): string {
  const license = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file)) ?? 'package.json';
  return `/*!\n${readFileSync(join(folder, license), 'utf8')}*/\n`;
}
