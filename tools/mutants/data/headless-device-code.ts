import type { MutantSet } from '../mutant.ts';

const main = 'src/main.spec.ts';
const files = 'src/files.spec.ts';
const bundle = 'apps/headless-device-code';

/** The files of the service, and who may see its page. */
export const headlessDeviceCode: MutantSet = {
  project: 'apps/headless-device-code',
  mutants: [
    {
      name: 'others may not read the code file',
      file: 'src/show/code-file.ts',
      from: '{ mode: 0o644 }',
      to: '{ mode: 0o600 }',
      ...{ spec: files, bundle },
    },
    {
      name: 'a file of the user is overwritten by the code',
      file: 'src/show/code-file.ts',
      from: "return stat.size > 0 && !isCode(readFileSync(file, 'utf8'));",
      to: "return stat.size > 0 && readFileSync(file, 'utf8') === '';",
      ...{ spec: files, bundle },
    },
    {
      name: 'the code stays in its file after the end',
      file: 'src/show/code-file.ts',
      from: '      show(undefined);\n      return last;',
      to: '      return last;',
      ...{ spec: main, bundle },
    },
    {
      name: 'the key may be the code file',
      file: 'src/storage/token-storage.ts',
      from: "    '--code-file': options.own['code-file'],\n",
      to: "    '--code-file': undefined,\n",
      ...{ spec: files, bundle },
    },
    {
      name: 'a mounted secret of another length is a key',
      file: 'src/storage/mounted-key.ts',
      from: 'if (key.length === 32) return key;',
      to: 'if (key.length > 0) return Buffer.alloc(32, key);',
      spec: 'src/storage/mounted-key.spec.ts',
    },
    {
      name: 'a spent code that a full disk keeps is used again',
      file: 'src/storage/pending-code.ts',
      from: 'return flow?.deviceCode === spent ? undefined : flow;',
      to: 'return flow;',
      spec: 'src/storage/pending-code.spec.ts',
    },
    {
      name: 'strangers keep health checks out',
      file: 'src/server/status-server.ts',
      from: '  keepRoom(server, MOST_CONNECTIONS);\n',
      to: '  server.maxConnections = MOST_CONNECTIONS;\n',
      ...{ spec: main, bundle, test: 'take the place' },
    },
    {
      name: 'the page is shown under any name',
      file: 'src/server/accepts-host.ts',
      from: "  return ['localhost', ours, `${ours}.local`].includes(name);\n",
      to: '  return ours !== name;\n',
      ...{ spec: main, bundle, test: 'strangers at the status page' },
    },
  ],
};
