import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findCommand, hasElectron } from '../setup/requirements.mjs';
import { matrixRun, matrixSpecs } from '../setup/spec-files.mjs';
import { type Check, NotHere } from './check.ts';
import { installedNode } from './installed-node.ts';
import { nodeVersions } from './packages.ts';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../..');

const systems: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** The workspace's own specs, on each version of Node.js and with the newest patches of its packages. */
export function specChecks(): Check[] {
  const here = systems[process.platform];
  const systemChecks = Object.values(systems).map((version): Check => ({
    ...{ what: 'Operating system', version, how: 'npm test' },
    async run() {
      if (version !== here) throw new NotHere('needs such a machine');
      await runTests(root, process.execPath, '--no-install');
      return `Node.js ${process.versions.node}`;
    },
  }));
  const shows = systemChecks.find(({ version }) => version === here);
  return [
    ...nodeVersions.map((version) => ({
      ...{ what: 'Node.js', version, how: 'npm test', ...(shows ? { shows } : {}) },
      async run() {
        const node = await installedNode(version);
        await runTests(root, node.path, '--no-install');
        return node.version;
      },
    })),
    { what: 'Newest patches', version: 'all packages', how: 'npm test', run: testNewestPatches },
    ...systemChecks,
    ...matrixSpecChecks(),
    {
      ...{ what: 'Redis', version: redisVersion(), how: 'the specs of token-cache-redis' },
      async run() {
        if (!findCommand('redis-server')) throw new NotHere('no redis-server');
        await nx('run-many', '--targets=test,e2e', '--projects=token-cache-redis');
        return '';
      },
    },
    {
      ...{ what: 'Electron', version: electronVersion(), how: 'the specs of electron-interactive' },
      async run() {
        if (!hasElectron())
          throw new NotHere('no program of Electron: its package does not hold it');
        await nx('run-many', '--targets=test,e2e', '--projects=electron-interactive');
        return '';
      },
    },
  ];
}

/** The specs that are too long for `npm test`: each sample is copied, installed and run, for instance. */
const matrixSpecChecks = (): Check[] =>
  matrixSpecs(root).map(({ file, spec, target }) => ({
    ...{ what: 'Spec', version: '', how: spec },
    async run() {
      const [project = ''] = /^(tools|\w+\/[\w-]+)/.exec(spec) ?? [];
      const config = join(root, target === 'e2e' ? 'jest.e2e.config.js' : 'jest.config.js');
      const jest = join(root, 'node_modules/jest/bin/jest.js');
      const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
      await runProgram(
        process.execPath,
        [...node, jest, '--ci', '-c', config, '--rootDir', '.', file],
        {
          cwd: join(root, project),
          env: { ...process.env, [matrixRun]: 'true' },
        },
      );
      return '';
    },
  }));

async function testNewestPatches(progress: (line: string) => void): Promise<string> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0');
  const files = listed.filter(Boolean);
  const newer = await newerPatches(root, files);
  const list = [...newer].map(([name, version]) => `${name} ${version}`).join(', ');
  if (newer.size === 0) throw new NotHere('every pin is at its newest patch');
  progress(list);
  const copy = mkdtempSync(join(os.tmpdir(), 'newest-patches-'));
  try {
    for (const file of files) cpSync(join(root, file), join(copy, file));
    pinVersions(copy, files, newer);
    await runProgram('npm', ['install', '--ignore-scripts'], { cwd: copy, env: process.env });
    await runTests(copy, process.execPath, '--only', 'unit,build,e2e');
    return list;
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The tasks call `node`, so that it has to be the first on the PATH too. */
async function runTests(folder: string, node: string, ...options: string[]): Promise<void> {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
  await runProgram(node, [join(folder, 'tools/test.mjs'), ...options], { cwd: folder, env });
}

const nx = (...args: string[]) =>
  runProgram(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], {
    cwd: root,
    env: process.env,
  });

function redisVersion(): string {
  const command = findCommand('redis-server');
  const text = command ? execFileSync(command, ['--version'], { encoding: 'utf8' }) : '';
  return /v=(\S+)/.exec(text)?.[1] ?? '7';
}

function electronVersion(): string {
  const file = join(root, 'apps/electron-interactive/package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return manifest.devDependencies['electron'] ?? '';
}

type Manifest = Record<string, Record<string, string> | undefined>;
const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'];
const isManifest = (file: string) => /^(apps|libs)\/[^/]+\/package\.json$/.test(file);
const isExact = (version: string) => /^\d+\.\d+\.\d+$/.test(version);

/**
 * The packages that run in the product and have a newer patch than the pinned one. The packed libraries
 * allow it, so that products meet it first.
 *
 * @param files - of the workspace
 */
async function newerPatches(root: string, files: string[]): Promise<Map<string, string>> {
  const all = files.filter(isManifest).flatMap((file) => {
    const { dependencies, optionalDependencies } = readManifest(join(root, file));
    return Object.entries({ ...dependencies, ...optionalDependencies });
  });
  const pinned = new Map(all.filter(([, version]) => isExact(version)));
  const found = await Promise.all(
    [...pinned].map(async ([name, version]) => {
      const args = ['view', `${name}@~${version}`, 'version', '--json'];
      const out = await runProgram('npm', args, { cwd: root, env: process.env });
      const newest = [JSON.parse(out) as string | string[]].flat().at(-1) ?? version;
      return [name, newest] as const;
    }),
  );
  return new Map(found.filter(([name, newest]) => newest !== pinned.get(name)));
}

/** Pins other versions in the manifests of a copy of the workspace. */
function pinVersions(copy: string, files: string[], versions: Map<string, string>): void {
  for (const file of files.filter(isManifest)) {
    const manifest = readManifest(join(copy, file));
    for (const kind of kinds)
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        if (isExact(version) && versions.has(name))
          Object.assign(manifest[kind] ?? {}, { [name]: versions.get(name) });
    writeFileSync(join(copy, file), `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

const readManifest = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest;
