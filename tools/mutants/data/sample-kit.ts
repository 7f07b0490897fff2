import { mistakes, type MutantSet } from '../mutant.ts';

/** Where the samples keep tokens. */
export const sampleKit: MutantSet = {
  project: 'libs/sample-kit',
  mutants: [
    mistakes('src/token-cache.ts', 'src/token-cache.spec.ts', {
      'the token cache is always plain text': [
        "where.emulator || plaintextCache ? 'plaintext' : 'keyring';",
        "'plaintext';",
      ],
    }),
  ],
};
