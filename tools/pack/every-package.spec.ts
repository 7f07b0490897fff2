// @long auth-core-package.spec.ts shows most of it with one package
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeTarballs } from './make-tarballs.mjs';
import { newPackage } from './testing/new-package.ts';

// Installs packages for real: it needs npm's cache, or the registry.

const libraries = [
  ...['auth-core', 'auth-federation', 'token-cache-redis', 'sample-kit', 'identity-emulator'],
];
const modules = join(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);
let tarballs: string[];
let folder: string;

beforeAll(async () => {
  tarballs = makeTarballs(libraries);
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  await newPackage(folder, tarballs, { typescript: '5.9.3', '@types/node': '20.19.43' });
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(libraries)('%s', (library) => {
  const manifest = () =>
    JSON.parse(
      readFileSync(join(folder, `node_modules/@entra-flows/${library}/package.json`), 'utf8'),
    ) as { exports: object; peerDependencies?: object; engines: object };

  test('has nothing that publint or Are the types wrong? would mend', async () => {
    const tarball = tarballs[libraries.indexOf(library)] ?? '';
    const publint = join(modules, 'publint/src/cli.js');
    const attw = join(modules, '@arethetypeswrong/cli/dist/index.js');
    await run(process.execPath, [publint, 'run', tarball, '--strict']);
    await run(process.execPath, [attw, tarball, '--profile', 'node16']);
  }, 120_000);

  test('exports the same by import and by require', async () => {
    const entries = Object.keys(manifest().exports).filter((entry) => !entry.endsWith('.json'));
    const names = entries.map((entry) => `@entra-flows/${library}${entry.slice(1)}`);
    const program = `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      for (const name of ${JSON.stringify(names)}) {
        const [imported, required] = [await import(name), require(name)].map((it) => Object.keys(it).sort());
        console.log(JSON.stringify([name, imported.length > 0, imported.join() === required.join()]));
      }`;
    writeFileSync(join(folder, 'both.mjs'), program);
    const { stdout } = await run(process.execPath, [join(folder, 'both.mjs')]);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      names.map((name) => [name, true, true]),
    );
  });

  test('comes with auth-core beside it, not inside it', () => {
    const expected = ['auth-core', 'identity-emulator'].includes(library)
      ? expect.not.objectContaining({ '@entra-flows/auth-core': expect.anything() })
      : expect.objectContaining({ '@entra-flows/auth-core': expect.stringMatching(/^\^\d/) });
    expect(manifest().peerDependencies ?? {}).toEqual(expected);
  });
});

test.each(['node16', 'nodenext', 'bundler'])(
  'the types of all of them hold for TypeScript 5.9, %s',
  async (resolution) => {
    const imports = libraries.map(
      (library, index) => `import * as p${index} from '@entra-flows/${library}';\n`,
    );
    const uses = libraries.map((_, index) => `// @ts-expect-error: not any\np${index}.none;\n`);
    for (const file of ['all.mts', 'all.cts'])
      writeFileSync(join(folder, file), [...imports, ...uses].join(''));
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const options = {
      ...{ strict: true, noEmit: true, target: 'es2022', skipLibCheck: true, types: ['node'] },
      ...{ module, moduleResolution: resolution, lib: ['es2023', 'esnext.disposable'] },
    };
    const files = resolution === 'bundler' ? ['all.mts'] : ['all.mts', 'all.cts'];
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files }),
    );
    const compiler = join(folder, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  },
  60_000,
);
