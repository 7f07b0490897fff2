import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { makeCopy } from '@entra-flows/create';
import { describe, expect, test } from '@jest/globals';
import { collectTemplates } from './collect-templates.ts';
import { commandsOfCopy } from './commands-of-copy.ts';

const root = join(import.meta.dirname, '../..');
const templates = collectTemplates();
const samples = Object.keys(templates);

test('every sample of the catalog can be copied', () => {
  expect(samples.sort()).toEqual(
    samplesOf(flowCatalog)
      .map(({ sample }) => sample)
      .sort(),
  );
});

describe.each(samples)('a copy of %s', (sample) => {
  const { files = {}, manifest } = templates[sample] ?? {};
  const texts = Object.entries(files);

  test('knows nothing of the workspace that it comes from, and no file of a library or a spec', () => {
    for (const [path, text] of texts) {
      expect(path).not.toMatch(/\.spec\.ts|^e2e\//);
      expect(text).not.toMatch(/\bnx\b|\.\.\/\.\.\/(?:docs|libs|apps)|apps\/|<!--/i);
      expect(text).not.toContain(root);
    }
  });

  test('acts under its own name, and never under that of the sample', () => {
    const version = '1.0.0';
    const libraries = {};
    const store = { templates: { version, samples: templates, libraries }, tarball: () => never() };
    const copy = makeCopy(store, { sample, name: 'contoso-portal', packages: 'registry' });
    const texts = ['README.md', 'LICENSE', 'register.sh'];
    const own = [...copy].filter(([path]) => !texts.includes(path));
    const left = own.flatMap(([path, content]) =>
      withoutComments(path, content.toString())
        .split('\n')
        .filter((line) => line.includes(sample) || /(?<!@)\bentra-flows\b/.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(left).toEqual([]);
    expect(copy.get('README.md')?.toString()).toMatch(/^# contoso-portal\n/);
    expect(copy.get('register.sh')?.toString()).toMatch(/^name=\$\{2:-"contoso-portal"\}$/m);
    expect(copy.get('README.md')?.toString()).toContain(`\nsh register.sh ${sample} `);
    expect(copy.get('LICENSE')?.toString()).toBe(files['LICENSE']);
  });

  test('has a spec that signs in, and all that its scripts name', () => {
    expect(files['src/main.test.ts']).toContain("from 'node:test'");
    expect(Object.keys(manifest?.scripts ?? {}).sort()).toEqual([
      'build',
      'start',
      'test',
      'typecheck',
    ]);
    const named = Object.values(manifest?.scripts ?? {})
      .join(' ')
      .match(/(?<!\.)\b(?:src|launch|server|page)(?:\/\w+\.ts)?/g);
    for (const path of named ?? [])
      expect(texts.some(([file]) => file === path || file.startsWith(`${path}/`))).toBe(true);
  });

  test('depends on exact versions, and imports nothing that it does not declare', () => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifest ?? {};
    const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
    for (const [name, version] of Object.entries(all))
      expect([name, version]).toEqual([
        name,
        name.startsWith('@entra-flows/') ? '*' : expect.stringMatching(/^\d+\.\d+\.\d+$/),
      ]);
    const imported = texts
      .filter(([path]) => /\.[cm]?ts$/.test(path))
      .flatMap(([, text]) => [...text.matchAll(/from '((?:@[^/']+\/)?[^/'.][^/']*)/g)])
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('node:'));
    for (const name of new Set(imported)) expect(all).toHaveProperty([name]);
  });
});

const never = (): never => {
  throw new Error('no tarball is read');
};

/** What a program does with a name is in its code; a comment may say where something comes from. */
const withoutComments = (path: string, text: string): string =>
  path.endsWith('.ts') ? text.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '') : text;

test('a copy of cli-device-code is a handful of files that an engineer can own', () => {
  const { files = {}, manifest } = templates['cli-device-code'] ?? {};
  const code = Object.keys(files).filter((path) => path.endsWith('.ts'));
  expect(code).toEqual(
    expect.arrayContaining(['src/auth-config.ts', 'src/main.test.ts', 'src/main.ts']),
  );
  expect(code.length).toBeLessThanOrEqual(5);
  const lines = code.flatMap((path) => files[path]?.trimEnd().split('\n'));
  expect(lines.length).toBeLessThanOrEqual(300);
  expect(
    Object.keys(files)
      .filter((path) => !path.endsWith('.ts'))
      .sort(),
  ).toEqual([
    '.gitattributes',
    '.gitignore',
    'LICENSE',
    'README.md',
    'register.sh',
    'tsconfig.json',
  ]);
  expect(Object.keys(manifest?.dependencies ?? {})).toEqual([
    '@azure/msal-node',
    '@entra-flows/auth-core',
    '@entra-flows/sample-kit',
  ]);
});

test('a copy of a sample with an optional part has its package, and what that needs', () => {
  const { files = {}, manifest } = templates['cli-broker'] ?? {};
  expect(files['src/main.ts']).toContain("from '@entra-flows/auth-core/broker'");
  // Without its redirect URI no broker gives a token, also in a product.
  expect(files['README.md']).toMatch(
    /BrokerPlugin\/\{client ID\}[^]*## Why the broker is not used/,
  );
  expect(Object.keys(manifest?.optionalDependencies ?? {})).toEqual([
    '@azure/msal-node-extensions',
  ]);
  // Without it, npm would want to compile this one.
  expect(manifest?.['overrides']).toEqual({ keytar: expect.stringContaining('@github/keytar') });
});

test('a copy of a web app has the types of its packages, and a README that is true of it', () => {
  const { files = {}, manifest } = templates['web-auth-code'] ?? {};
  expect(Object.keys(manifest?.devDependencies ?? {})).toEqual(
    expect.arrayContaining(['@types/express', '@types/express-session']),
  );
  expect(files['README.md']).toContain('`REDIS_URL`');
  expect(files['README.md']).not.toMatch(/keyring|\]\(\.\.|\n\n\n/);
});

test.each(['headless-device-code', 'cli-device-code'])(
  'the README of a copy of %s speaks of the key file',
  (sample) => {
    expect(templates[sample]?.files['README.md']).toMatch(
      /key from the system's keyring .*`--key-file FILE` keeps the key/,
    );
  },
);

test('what the page about copies says of their files is true', () => {
  const page = readFileSync(join(root, 'docs/copying-a-sample.md'), 'utf8').replaceAll(
    '\r\n',
    '\n',
  );
  const { files = {}, manifest } = templates['cli-device-code'] ?? {};
  const [, part = ''] = /\n## What to change\n(.*?)\n## /s.exec(page) ?? [];
  const words = part.replace(/^ *```.*?^ *```/gms, '').matchAll(/`([^`]+)`/g);
  const fields = part.matchAll(/^ {4}(\w+):/gm);
  const named = [...words, ...fields].map(([, word = '']) => word);
  expect(named).toEqual(expect.arrayContaining(['app', 'clientId', 'src/auth-config.ts']));
  // It names what two samples have elsewhere, too.
  const others = ['headless-device-code', 'electron-interactive'].map((name) => templates[name]);
  const text = JSON.stringify([Object.entries(files), manifest, others]);
  const isThere = (word: string) => new RegExp(`(?<!\\w)${word}(?!\\w)`).test(text);
  expect(named.filter((word) => !(word in templates) && !isThere(word))).toEqual([]);
  const code = Object.keys(files).filter((path) => path.endsWith('.ts'));
  const lines = code.flatMap((path) => files[path]?.trimEnd().split('\n')).length;
  const [, said = ''] = /five files of TypeScript, about (\d+) lines/.exec(page) ?? [];
  expect(code).toHaveLength(5);
  // "About" is within a twentieth: a count of lines would fail at each line that changes.
  expect(lines / Number(said)).toBeCloseTo(1, 1);
});

test('a README of a copy says what its app registration holds', () => {
  const readme = (sample: string) => templates[sample]?.files['README.md'];
  expect(readme('cli-interactive')).toContain(
    'the platform "Mobile and desktop applications" with `http://localhost` as redirect URI',
  );
  expect(readme('headless-device-code')).toContain(
    'Its page Authentication has "Allow public client flows: Yes".\n',
  );
  // Without it the sign-in of a web app ends with AADSTS7000218.
  expect(readme('web-auth-code')).toMatch(/platform "Web".*needs a secret.*`ENTRA_CLIENT_SECRET`/);
  expect(readme('cli-interactive')).not.toContain('ENTRA_CLIENT_SECRET');
});

test('the README of each copy says what other scopes need, how to run it by hand, and where tarballs come from', () => {
  for (const { files } of Object.values(templates)) {
    expect(files['README.md']).toMatch(/API permissions has User\.Read .* another scope needs/);
    expect(files['README.md']).toContain('`npm start -- identity-emulator` shows a local emulator');
    expect(files['README.md']).toMatch(/missing in `vendor\/` comes back with `update --merge`/);
  }
  expect(templates['cli-azure-sdk']?.files['README.md']).toContain('user_impersonation');
});

test('what a copy says speaks of its own program: of flows, and not of samples that it does not have', () => {
  const names = new RegExp(`\\b(?:${samples.join('|')})\\b`);
  const ofCollection = /\b(?:this|the|other|another|all|which) samples?\b/i;
  for (const [sample, { files }] of Object.entries(templates)) {
    const [, readme = '', later = ''] =
      /^# .*\n([^]*?)\n## A later version\n([^]*)$/.exec(files['README.md'] ?? '') ?? [];
    expect([sample, later]).toEqual([sample, expect.stringContaining('update --merge')]);
    const texts = Object.entries(files).filter(([path]) => /\.(?:ts|html|css)$/.test(path));
    const found = [['README.md', readme] as const, ...texts].flatMap(([path, text]) =>
      text
        .replaceAll(sample, '')
        .split('\n')
        .filter((line) => names.test(line) || ofCollection.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect([sample, found]).toEqual([sample, []]);
  }
});

test('every file that a README of a copy links to is there', () => {
  for (const [sample, { files }] of Object.entries(templates)) {
    const links = [...(files['README.md'] ?? '').matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
    expect([sample, links.map(([, path = '']) => path).filter((path) => !(path in files))]).toEqual(
      [sample, []],
    );
  }
});

test('commands of the workspace become scripts of the copy', () => {
  const text = 'npx nx serve spa-auth-code -- [options]; `nx build`, "npx nx build spa-auth-code"';
  expect(commandsOfCopy('spa-auth-code', text)).toBe(
    'npm start -- [options]; `npm run build`, "npm run build"',
  );
});

test('a copy promises no Node.js that its own tools refuse, and ships no bundler', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { engines?: { node?: string } }>;
  };
  for (const [sample, { manifest }] of Object.entries(templates)) {
    const { node: promised = '' } = manifest['engines'] as { node?: string };
    const { dependencies, devDependencies } = manifest;
    expect([sample, Object.keys(dependencies)]).toEqual([
      sample,
      expect.not.arrayContaining(['esbuild']),
    ]);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const [, least = '0'] =
        /^>= ?(\d+)[\d.]*$/.exec(lock.packages[`node_modules/${name}`]?.engines?.node ?? '') ?? [];
      const [, first = '0'] = /^\^(\d+)/.exec(promised) ?? [];
      expect([sample, name, Number(first) >= Number(least)]).toEqual([sample, name, true]);
    }
  }
});
