import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build, type Plugin } from 'esbuild';
import { explainAuthError } from '@entra-flows/auth-core';
import { codeFor, keptCode, textOf, unpacked } from './code-of-bundle.mjs';
import { lazyNodeModules, lazyWidths } from './plugins.mjs';
import { packedModules } from './packed-modules.mjs';
import { withCodeCache } from './with-code-cache.mjs';

type Exports = Record<string, (...args: unknown[]) => unknown>;

/** What a bundle of these lines exports. */
async function bundled(
  contents: string,
  plugin: Plugin,
  require: NodeJS.Require = createRequire(import.meta.url),
): Promise<Exports> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['source'],
    external: ['@napi-rs/keyring'],
    plugins: [plugin],
  });
  const module = { exports: {} as Exports };
  const run = runInThisContext(
    `(function (module, require, __filename) {${outputFiles[0]?.text}\n})`,
  ) as (module: object, require: NodeJS.Require) => void;
  run(module, require);
  return module.exports;
}

test('a bundle explains errors in the words of the source, in each language', async () => {
  const source = `export { explainAuthError } from '@entra-flows/auth-core';`;
  const { explainAuthError: packed } = await bundled(source, packedModules);
  for (const language of ['en', 'ko'] as const) {
    const error = 'AADSTS50076: x';
    expect(packed?.(error, { language })).toBe(explainAuthError(error, { language }));
  }
});

test('a bundle unpacks nothing before an error is explained', async () => {
  const loaded: string[] = [];
  const watched = (name: string): unknown => {
    loaded.push(name);
    return process.getBuiltinModule(name);
  };
  const source = `export { explainAuthError } from '@entra-flows/auth-core';`;
  const { explainAuthError } = await bundled(source, packedModules, watched as NodeJS.Require);
  expect(loaded).not.toContain('node:zlib');
  explainAuthError?.('AADSTS50076: x');
  expect(loaded).toContain('node:zlib');
});

test('a bundle gets Node’s HTTP stack by name, by default and as a whole', async () => {
  const source = `
    import http, { Agent } from 'node:http';
    import * as https from 'https';
    export const found = () => [http.Agent === Agent, new Agent() instanceof http.Agent, typeof https.request];`;
  const { found } = await bundled(source, lazyNodeModules);
  expect(found?.()).toEqual([true, true, 'function']);
});

test('a bundle loads plain functions of Node with the first call, by name and by default', async () => {
  const loaded: string[] = [];
  const watched = ((name: string) => {
    loaded.push(name);
    return process.getBuiltinModule(name);
  }) as NodeJS.Require;
  const source = `
    import { hostname } from 'node:os';
    import files from 'fs/promises';
    export const named = () => hostname();
    export const ended = () => files.readFile('${import.meta.filename}', 'utf8');`;
  const { named, ended } = await bundled(source, lazyNodeModules, watched);
  expect(loaded).toEqual([]);
  expect(named?.()).toBe(hostname());
  expect(loaded).toEqual(['node:os']);
  expect(await ended?.()).toContain('by name and by default');
});

test('a bundle has the line end of the system that it runs on', async () => {
  const source = `import { EOL, hostname } from 'node:os'; export const end = () => EOL + hostname();`;
  const loaded: string[] = [];
  const elsewhere = ((name: string) => {
    loaded.push(name);
    return { EOL: '\r\n', hostname: () => 'there' };
  }) as NodeJS.Require;
  const { end } = await bundled(source, lazyNodeModules, elsewhere);
  expect(end?.()).toBe('\r\nthere');
  expect(loaded[0]).toBe('node:os');
});

test('a bundle that imports a constant where only functions are loaded late does not build', async () => {
  const source = `import { constants } from 'node:os'; export const found = () => constants;`;
  await expect(bundled(source, lazyNodeModules)).rejects.toThrow('No matching export');
});

test('a bundle counts columns as the source does', async () => {
  const source = `import width from 'fast-string-width'; export const columns = (text) => width(text);`;
  const { columns } = await bundled(source, lazyWidths);
  expect(['한글', 'e\u0301', '\u001b[1mbold\u001b[0m'].map((text) => columns?.(text))).toEqual([
    4, 1, 4,
  ]);
});

describe('a bundle with a code cache', () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
  const file = join(folder, 'program.cjs');
  const kept = `${file}.v8`;
  let code: Buffer;
  let program: string;
  beforeAll(async () => {
    program = `const text = \`two\n//lines\`;\nconsole.log(text);\nif (process.argv[2]) fail();\n`;
    writeFileSync(file, program);
    await withCodeCache(file);
    code = readFileSync(kept);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
    return { stdout, stderr };
  };

  test('runs with it, and without it, with one that is damaged, and with one of another program', () => {
    const damaged = Buffer.from(code);
    damaged.writeUInt8(damaged.readUInt8(code.length >> 1) ^ 1, code.length >> 1);
    const edited = Buffer.from(code);
    edited.write('six', code.indexOf('two'));
    const other = keptCode('another program', textOf(program), code.subarray(-1000));
    for (const content of [code, damaged, edited, code.subarray(0, 40), other, Buffer.alloc(0)]) {
      writeFileSync(kept, content);
      expect(run()).toEqual({ stdout: 'two\n//lines\n', stderr: '' });
    }
    rmSync(kept);
    expect(run().stdout).toBe('two\n//lines\n');
  });

  test('takes what fits its own text only, and holds the same text packed', () => {
    const text = textOf(program);
    const id = createHash('sha256').update(text).digest('hex');
    expect(codeFor(id, text.length, code)).toEqual({ text, code: expect.any(Buffer) });
    expect(codeFor(id.replace(/^./, 'x'), text.length, code)).toBeUndefined();
    expect(unpacked(readFileSync(file))).toBe(text);
  });

  test('names the line of the unpacked program in a stack trace, with V8’s code and without', () => {
    const line = code
      .toString('latin1')
      .split('\n')
      .findIndex((text) => text.includes('fail()'));
    for (const content of [code, Buffer.alloc(0)]) {
      writeFileSync(kept, content);
      expect(run('fail').stderr).toContain(`program.cjs.v8:${line + 1}:`);
    }
  });
});
