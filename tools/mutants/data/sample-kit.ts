import type { MutantSet } from '../mutant.ts';

/** Where the samples keep tokens. */
export const sampleKit: MutantSet = {
  project: 'libs/sample-kit',
  mutants: [
    {
      name: 'the token cache is always plain text',
      file: 'src/token-cache.ts',
      from: "where.emulator || plaintextCache ? 'plaintext' : 'keyring';",
      to: "'plaintext';",
      spec: 'src/token-cache.spec.ts',
    },
  ],
};
