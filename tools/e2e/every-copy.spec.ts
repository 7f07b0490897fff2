// @matrix installs the packages of each sample, as a user who copies it does
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Templates } from '@entra-flows/create';
import { collectTemplates } from '../create/collect-templates.ts';
import { makeTarballs } from '../pack/make-tarballs.mjs';
import { serveRegistry } from './copies/serve-registry.ts';
import { printedSteps, runStep, runSteps } from './copies/run-step.ts';

const root = join(import.meta.dirname, '../..');
const templates = collectTemplates();
const samples = Object.keys(templates);
const isDesktop = (sample: string) =>
  'electron' in (templates[sample]?.manifest.devDependencies ?? {});
let place: string;
let command: string;
let tarball: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'copies-'));
  [tarball = ''] = makeTarballs(['create']);
  copyFileSync(tarball, join(place, basename(tarball)));
  command = `npx file:${basename(tarball)}`;
}, 600_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

const steps = (folder: string, npm = 'npm') => [
  folder,
  `${npm} install --ignore-scripts`,
  ...['run typecheck', 'test', 'run build'].map((script) => `${npm} ${script}`),
  npm === 'npm' ? 'npm start -- --help' : `${npm} start --help`,
  `${npm} start`,
];

test.each(samples)(
  'a copy of %s, in a path with spaces and Korean letters, does what the printed steps say',
  async (sample) => {
    const folder = `복사본 of ${sample}`;
    const created = await runStep(`${command} '${folder}' --sample ${sample}`, place);
    expect(created).toMatchObject({ code: 0, err: '' });
    expect(printedSteps(created)).toEqual(steps(`cd -- '${folder}'`));
    const { code, err } = await runSteps(printedSteps(created), place);
    // Without settings it starts, and says what to set; Electron's package holds no program.
    expect(code).toBe(isDesktop(sample) ? 1 : 2);
    expect(err).toMatch(
      isDesktop(sample)
        ? /Electron \S+ is not on this machine/
        : /ENTRA_CLIENT_ID and ENTRA_AUTHORITY/,
    );
    const read = (path: string) => readFileSync(join(place, folder, path), 'utf8');
    expect(Object.keys(JSON.parse(read('entra-flows.json')) as object)).toContain('files');
    rmSync(join(place, folder), { recursive: true });
  },
  300_000,
);

test('the printed form runs the tarball from every place', async () => {
  const [inside, below] = [join(place, '안 in'), join(place, '안 in/below')];
  mkdirSync(below, { recursive: true });
  copyFileSync(tarball, join(inside, basename(tarball)));
  const name = basename(tarball);
  const forms: [string, string][] = [
    [`file:'안 in'/${name}`, place],
    [`file:../${name}`, below],
    [`file:'${inside}/${name}'`, tmpdir()],
  ];
  for (const [form, from] of forms) {
    const ended = await runStep(`npx ${form} --help`, from);
    expect({ form, ...ended }).toMatchObject({ code: 0, out: expect.stringMatching(/^Copies a/) });
  }
}, 60_000);

describe('docs/copying-a-sample.md', () => {
  test('its commands make a project that starts', async () => {
    const text = readFileSync(join(root, 'docs/copying-a-sample.md'), 'utf8');
    const [, block = ''] = /^```sh\n(.*?)^```/ms.exec(text) ?? [];
    const folder = join(place, 'my-app');
    const commands = block.trim().replaceAll('../my-app', folder).split('\n');
    expect(commands.at(-1)).toBe('npm start');
    expect((await runSteps(commands, root)).code).toBe(2);
    rmSync(folder, { recursive: true });
  }, 300_000);

  test('and the README of each sample name the tarball that is packed', () => {
    const documents = [
      'docs/copying-a-sample.md',
      ...samples.map((sample) => `apps/${sample}/README.md`),
    ];
    for (const document of documents) {
      const text = readFileSync(join(root, document), 'utf8');
      const sample = document.startsWith('apps/') ? basename(dirname(document)) : '';
      expect([document, text]).toEqual([
        document,
        expect.stringMatching(
          new RegExp(`npx file:dist/${basename(tarball)} ../my-\\w+ --sample ${sample}`),
        ),
      ]);
    }
  });
});

test('a copy in a pnpm workspace does what the printed steps of pnpm say', async () => {
  const workspace = join(place, 'pnpm');
  mkdirSync(join(workspace, 'packages'), { recursive: true });
  writeFileSync(join(workspace, 'pnpm-workspace.yaml'), 'packages:\n  - packages/*\n');
  writeFileSync(join(workspace, 'package.json'), '{ "name": "workspace", "private": true }\n');
  const tools = join(place, 'pnpm-tool');
  await runSteps([`npm install --prefix ${tools} --ignore-scripts pnpm@12.21.0`, 'true'], place);
  const settings = {
    PATH: `${join(tools, 'node_modules/.bin')}:${process.env['PATH']}`,
    npm_config_user_agent: 'pnpm/12.21.0',
  };
  const create = `${process.execPath} ${join(root, 'libs/create/dist/package/dist/create.cjs')}`;
  const created = await runStep(
    `${create} packages/app --sample cli-device-code`,
    workspace,
    settings,
  );
  expect(printedSteps(created)).toEqual(steps('cd packages/app', 'pnpm'));
  const { code, err } = await runSteps(printedSteps(created), workspace, settings);
  expect(err).toContain('ENTRA_CLIENT_ID and ENTRA_AUTHORITY are not set');
  expect(code).not.toBe(0);
  const dashes = await runStep('pnpm start -- --help', join(workspace, 'packages/app'), settings);
  expect(dashes).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Usage: pnpm start \[options\]$/m),
  });
}, 300_000);

test('npm create takes it from a registry, and so do copies with --registry', async () => {
  const libraries = readdirSync(join(root, 'libs/create/dist/package/dist')).filter((file) =>
    file.endsWith('.tgz'),
  );
  const tarballs = [tarball, ...libraries.map((file) => join(root, 'dist', file))];
  await using registry = await serveRegistry(tarballs);
  const folder = join(place, 'from a registry');
  mkdirSync(folder);
  const rc = `@entra-flows:registry=${registry.url}\n`;
  writeFileSync(join(folder, '.npmrc'), rc);
  const line = 'npm create @entra-flows app -- --sample web-auth-code --registry';
  const created = await runStep(line, folder);
  expect(created).toMatchObject({
    code: 0,
    out: expect.stringContaining('a copy of web-auth-code'),
  });
  writeFileSync(join(folder, 'app/.npmrc'), rc);
  expect(readdirSync(join(folder, 'app'))).not.toContain('vendor');
  expect((await runSteps(printedSteps(created), folder)).code).toBe(2);
}, 300_000);

test('update merges a later version into a copy that was changed, and its test still passes', async () => {
  const created = await runStep(`${command} later --sample cli-interactive`, place);
  const main = join(place, 'later/src/main.ts');
  const mine = readFileSync(main, 'utf8').replace(/^ \* /m, ' * Mine: ');
  writeFileSync(main, mine);
  await runSteps([...printedSteps(created).slice(0, 2), 'true'], place);
  const later = await packLater((text) => `${text}\n// The end of the later version.\n`);
  const shown = await runStep(`npx ${later} update later`, place);
  expect(shown).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ {2}merge {5}src\/main\.ts$/m),
  });
  expect(readFileSync(main, 'utf8')).toBe(mine);
  expect(await runStep(`npx ${later} update later --merge`, place)).toMatchObject({
    code: 0,
  });
  expect(readFileSync(main, 'utf8')).toBe(`${mine}\n// The end of the later version.\n`);
  const commands = ['npm install --ignore-scripts', 'npm run typecheck', 'npm test', 'true'];
  await runSteps(commands, join(place, 'later'));
}, 300_000);

/** The command of a later version, whose samples have another main.ts. */
async function packLater(change: (text: string) => string): Promise<string> {
  const folder = join(place, 'package');
  await runSteps([`tar -xzf ${tarball} -C ${place}`, 'true'], place);
  const file = join(folder, 'dist/templates.json');
  const templates = JSON.parse(readFileSync(file, 'utf8')) as Templates;
  for (const { files } of Object.values(templates.samples))
    files['src/main.ts'] = change(files['src/main.ts'] ?? '');
  writeFileSync(file, JSON.stringify({ ...templates, version: '9.9.9' }));
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: '9.9.9' }));
  const { out } = await runStep('npm pack --silent', folder);
  return `file:package/${out.trim()}`;
}
