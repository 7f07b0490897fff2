import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesUnder } from '../setup/spec-files.mjs';
import { packageOfTarball } from './package-of-tarball.mjs';
import { packageSettings } from './package-settings.mjs';
import { changesOf, publishedDocument } from './published-document.ts';
import { publishedManifest } from './published-manifest.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'published-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('all packages of the workspace have one version', () => {
  const manifests = ['apps', 'libs', 'tools'].flatMap((group) =>
    filesUnder(join(root, group), 'package.json'),
  );
  const versions = [join(root, 'package.json'), ...manifests].map(
    (file) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version,
  );
  expect(versions.length).toBeGreaterThan(15);
  expect([...new Set(versions)]).toHaveLength(1);
});

describe('a published document', () => {
  const settings = { scope: '@acme', repository: 'https://github.com/acme/flows' };
  const link = /\]\(https:\/\/github\.com\/acme\/flows\/blob\/HEAD\/([^)#]+)/g;

  test.each(['auth-core', 'auth-federation', 'token-cache-redis', 'sample-kit'])(
    'links from the README of %s into the repository, to files that are there',
    (library) => {
      const text = readFileSync(join(root, 'libs', library, 'README.md'), 'utf8');
      const published = publishedDocument(text, `libs/${library}`, settings);
      const targets = [...published.matchAll(link)].map(([, path = '']) => path);
      expect(targets.length).toBeGreaterThan(0);
      expect(targets.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    },
  );

  test('keeps the words of a link while the repository has no address, and leaves code alone', () => {
    const text =
      'See [why](../../docs/why.md#a) and [RFC](https://a.example), [below](#b).\n```js\na[0](x);\n```\n';
    const none = { scope: '@acme', repository: undefined };
    expect(publishedDocument(text, 'libs/x', none)).toBe(
      'See why and [RFC](https://a.example), [below](#b).\n```js\na[0](x);\n```\n',
    );
  });
});

test('the changes of a package are those that name it', () => {
  const text =
    '# Changelog\n\n## 1.1.0\n\n- `x`: new,\n  and more.\n- `y`: other.\n\n## 1.0.0\n\n- y and x.\n';
  expect(changesOf('x', text)).toBe(
    '# Changelog\n\n## 1.1.0\n\n- `x`: new,\n  and more.\n\n## 1.0.0\n\n- y and x.\n',
  );
});

test('no page tells to install a name of the registry that somebody else could take', () => {
  const pages = ['apps', 'docs', 'libs'].flatMap((group) => filesUnder(join(root, group), '.md'));
  expect(pages.length).toBeGreaterThan(40);
  const wrong = [join(root, 'README.md'), ...pages].filter((page) =>
    /\b(?:npm|pnpm|yarn) (?:install|i|add|create|init|exec) (?:-\S+ )*@entra-flows|npx (?:-\S+ )*@entra-flows/.test(
      readFileSync(page, 'utf8'),
    ),
  );
  expect(wrong).toEqual([]);
});

test('a published package has the scope of the settings, and takes newer patches', () => {
  const manifest = {
    ...{ name: '@entra-flows/x', version: '1.2.3', license: 'MIT', exports: {} },
    dependencies: { '@azure/msal-node': '7.2.3', uqr: '^1.0.0' },
    peerDependencies: { '@entra-flows/auth-core': '*', kerberos: '^7.0.0' },
  };
  const settings = packageSettings({
    config: { scope: '@acme' },
    repository: { url: 'git+https://github.com/acme/flows.git' },
  });
  expect(publishedManifest(manifest, 'libs/x', { node: '>=20' }, settings)).toMatchObject({
    name: '@acme/x',
    repository: { url: 'git+https://github.com/acme/flows.git', directory: 'libs/x' },
    dependencies: { '@azure/msal-node': '~7.2.3', uqr: '^1.0.0' },
    peerDependencies: { '@acme/auth-core': '^1.2.3', kerberos: '^7.0.0' },
  });
});

test.each(['acme', '@Acme', '@acme/x', ''])('npm would not take the scope "%s"', (scope) => {
  expect(() => packageSettings({ config: { scope } })).toThrow(/"config\.scope" of package\.json/);
});

test('a tarball that is missing, cut off or none at all has one message with what to do', () => {
  const file = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const whole = gzipSync(Buffer.alloc(4096, 'package/package.json'));
  const again = /\. Run "npm run pack -- --skip-nx-cache" to write it again\.$/;
  expect(() => packageOfTarball(join(folder, 'none.tgz'))).toThrow(/none\.tgz is missing\./);
  for (const damaged of [
    file('text.tgz', Buffer.from('hello')),
    file('half.tgz', whole.subarray(0, 20)),
  ]) {
    expect(() => packageOfTarball(damaged)).toThrow(/is damaged\./);
    expect(() => packageOfTarball(damaged)).toThrow(again);
  }
});
