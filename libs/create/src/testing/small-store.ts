import { integrityOf, type TemplateStore } from '../templates.ts';

/** Lines that a user and a new version can change without meeting. */
export const MAIN = [
  '// one',
  '// two',
  '// three',
  '// four',
  '// five',
  "const app = 'entra-flows';",
];

/** Templates of one small sample, with one library. */
export function smallStore(
  version: string,
  { files = {}, dependencies = {} }: SmallChanges = {},
): TemplateStore {
  const content = Buffer.from(`auth-core ${version}`);
  const library = { version, file: `auth-core-${version}.tgz`, integrity: integrityOf(content) };
  const all = { 'src/main.ts': `${MAIN.join('\n')}\n`, 'README.md': '# cli\n', ...files };
  return {
    templates: {
      version,
      libraries: { '@entra-flows/auth-core': library },
      samples: {
        'cli-device-code': {
          files: Object.fromEntries(
            Object.entries(all).filter(
              (entry): entry is [string, string] => entry[1] !== undefined,
            ),
          ),
          manifest: {
            version,
            scripts: { start: 'node main.js' },
            dependencies: {
              '@azure/msal-node': '7.2.3',
              '@entra-flows/auth-core': '*',
              ...dependencies,
            },
            devDependencies: {},
            overrides: { keytar: 'npm:@github/keytar@7.10.6' },
          },
        },
      },
    },
    tarball: () => content,
  };
}

/** What is different in another version of the sample; undefined takes a file away. */
export interface SmallChanges {
  files?: Record<string, string | undefined>;
  dependencies?: Record<string, string>;
}
