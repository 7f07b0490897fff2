import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Manifest, Template } from '@entra-flows/create';
import ts from 'typescript';
import { commandsOfCopy } from './commands-of-copy.ts';
import { manifestOfCopy, type WorkspacePackage } from './manifest-of-copy.ts';
import { readmeOfCopy } from './readme-of-copy.ts';
import { type Kind, kinds } from './sample-kinds.ts';

const root = join(import.meta.dirname, '../..');
const specs = join(import.meta.dirname, 'specs');

/** Every sample of the workspace, as copies are made from it. */
export function collectTemplates(): Record<string, Template> {
  const samples = readdirSync(join(root, 'apps')).flatMap((sample) => {
    const file = join(root, 'apps', sample, 'package.json');
    if (!existsSync(file)) return [];
    const manifest = JSON.parse(read(file)) as WorkspacePackage;
    const kind = manifest.nx?.tags?.map((tag) => kinds[tag]).find(Boolean);
    return kind ? [[sample, templateOf(sample, manifest, kind)] as const] : [];
  });
  return Object.fromEntries(samples);
}

function templateOf(sample: string, own: WorkspacePackage, kind: Kind): Template {
  const project = join(root, 'apps', sample);
  const code = { ...filesOf(project, kind.files), ...specsFor(sample, project) };
  const files = Object.fromEntries(
    Object.entries(code).map(([path, text]) => [path, withoutNx(sample, path, text)]),
  );
  for (const path of Object.keys(files).filter((name) => /(?:^|\/)tsconfig\.json$/.test(name)))
    files[path] = json(nestedTsconfig(files[path] ?? ''));
  const manifest: Manifest = manifestOfCopy(root, own, kind, Object.values(code).join('\n'));
  return {
    manifest,
    files: {
      ...files,
      'tsconfig.json': json(tsconfigOf(project, kind.isCompiled, Object.keys(files))),
      'README.md': readmeOfCopy(sample, read(join(project, 'README.md')), {
        template: read(join(import.meta.dirname, 'readme-of-copy.md')),
        yours: kind.yours,
        places: kind.places.map((line) => `- ${line}\n`).join(''),
        registrations: read(join(root, 'docs/app-registration/README.md')),
      }),
      'register.sh': read(join(root, 'docs/app-registration/register.sh')),
      LICENSE: read(join(root, 'LICENSE')),
      // Git for Windows checks texts out with CRLF, with which a shell runs no script.
      '.gitattributes': '*.sh text eol=lf\n',
      '.gitignore': 'node_modules/\ndist/\n.env.local\n',
    },
  };
}

/** Texts by their path, specs left out. */
function filesOf(project: string, names: readonly string[]): Record<string, string> {
  const files = names.flatMap((name) => {
    if (!statSync(join(project, name)).isDirectory()) return [name];
    return readdirSync(join(project, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
      .map((path) => path.replaceAll('\\', '/'))
      .filter(
        (path) => !/\.spec\.ts$|(?:^|\/)__snapshots__\/|\/(?:src\/testing|fixtures)\//.test(path),
      );
  });
  return withImports(project, files);
}

/** Texts of the files and of those that they import: the test for copies may use what specs use. */
function withImports(project: string, files: string[]): Record<string, string> {
  const texts = new Map<string, string>();
  const visit = (path: string) => {
    if (texts.has(path)) return;
    const text = read(join(project, path));
    texts.set(path, text);
    for (const [, target = ''] of text.matchAll(/from '(\.[^']*\.ts)'/g))
      visit(posix.join(posix.dirname(path), target));
  };
  files.forEach(visit);
  return Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sample's own spec for copies, or that of its name here, or the one that suits any. */
function specsFor(sample: string, project: string): Record<string, string> {
  if (existsSync(join(project, 'src/main.test.ts'))) return {};
  const own = join(specs, `${sample}.test.ts`);
  return {
    'src/main.test.ts': read(existsSync(own) ? own : join(specs, 'any-sample.test.ts')),
    'src/run-program.ts': read(join(specs, 'run-program.ts')),
  };
}

function withoutNx(sample: string, path: string, text: string): string {
  const own = commandsOfCopy(sample, text);
  const left = /^.*\bnx\b.*$/im.exec(own)?.[0].trim();
  if (left) throw new Error(`${path} speaks of Nx, which a copy does not have: ${left}`);
  return own;
}

type Tsconfig = { compilerOptions: Record<string, unknown>; include: string[] };

/** As strict as the workspace, and without its project references. */
function tsconfigOf(project: string, isCompiled: boolean, paths: string[]): Tsconfig {
  const base = tsconfig(read(join(root, 'tsconfig.base.json'))).compilerOptions;
  const {
    customConditions: _conditions,
    composite: _composite,
    emitDeclarationOnly: _declarations,
    allowImportingTsExtensions,
    ...strict
  } = base;
  if (isCompiled) {
    const own = {
      rewriteRelativeImportExtensions: true,
      sourceMap: true,
      rootDir: 'src',
      outDir: 'dist',
    };
    return { compilerOptions: { ...strict, ...own }, include: ['src'] };
  }
  const own = tsconfig(read(join(project, 'tsconfig.json')));
  const isThere = (name: string) =>
    paths.some((path) => path === name || path.startsWith(`${name}/`));
  return {
    compilerOptions: {
      ...strict,
      allowImportingTsExtensions,
      ...withoutOutput(own.compilerOptions),
      noEmit: true,
    },
    include: own.include.filter(isThere),
  };
}

/** A part of the program with other globals, such as a page. */
function nestedTsconfig(text: string): Tsconfig & { extends: string } {
  const { compilerOptions, include } = tsconfig(text);
  return {
    extends: '../tsconfig.json',
    compilerOptions: withoutOutput(compilerOptions),
    include,
  };
}

function withoutOutput({
  rootDir: _r,
  outDir: _o,
  tsBuildInfoFile: _b,
  ...options
}: Record<string, unknown>) {
  return options;
}

const tsconfig = (text: string): Tsconfig =>
  ts.parseConfigFileTextToJson('tsconfig.json', text).config as Tsconfig;

const json = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

/** Git may check files out with CRLF on Windows; a copy is the same wherever it was packed. */
const read = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
