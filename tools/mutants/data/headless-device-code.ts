import { mistakes, type MutantSet } from '../mutant.ts';

const bundle = 'apps/headless-device-code';
const main = { spec: 'src/main.spec.ts', bundle };
const files = { spec: 'src/files.spec.ts', bundle };

/** The files of the service, and who may see its page. */
export const headlessDeviceCode: MutantSet = {
  project: 'apps/headless-device-code',
  mutants: [
    mistakes('src/show/code-file.ts', files, {
      'others may not read the code file': ['{ mode: 0o644 }', '{ mode: 0o600 }'],
      'a file of the user is overwritten by the code': [
        "return stat.size > 0 && !isCode(readFileSync(file, 'utf8'));",
        "return stat.size > 0 && readFileSync(file, 'utf8') === '';",
      ],
    }),
    mistakes('src/show/code-file.ts', main, {
      'the code stays in its file after the end': [
        '      show(undefined);\n      return last;',
        '      return last;',
      ],
    }),
    mistakes('src/storage/token-storage.ts', files, {
      'the key may be the code file': [
        "    '--code-file': options.own['code-file'],\n",
        "    '--code-file': undefined,\n",
      ],
    }),
    mistakes('src/storage/key-of-service.ts', 'src/storage/mounted-key.spec.ts', {
      'a mounted secret of another length is a key': [
        'if (key.length === 32) return key;',
        'if (key.length > 0) return Buffer.alloc(32, key);',
      ],
    }),
    mistakes('src/storage/pending-code.ts', 'src/storage/pending-code.spec.ts', {
      'a spent code that a full disk keeps is used again': [
        'return flow?.deviceCode === spent ? undefined : flow;',
        'return flow;',
      ],
    }),
    mistakes(
      'src/server/status-server.ts',
      { ...main, test: 'take the place' },
      {
        'strangers keep health checks out': [
          '  keepRoom(server, MOST_CONNECTIONS);\n',
          '  server.maxConnections = MOST_CONNECTIONS;\n',
        ],
      },
    ),
    mistakes(
      'src/server/status-server.ts',
      { ...main, test: 'strangers at the status page' },
      {
        'the page is shown under any name': [
          "  return ['localhost', ours, `${ours}.local`].includes(name);\n",
          '  return ours !== name;\n',
        ],
      },
    ),
  ],
};
