import tseslint from 'typescript-eslint';
import { boundaries } from './tools/eslint/boundaries.mjs';
import { documentedExports } from './tools/eslint/documented-exports.mjs';

const product = { ignores: ['**/*.spec.ts', '**/e2e/**', '**/testing/**'] };

export default tseslint.config(
  { ignores: ['**/dist/**', '**/coverage/**', '**/*.generated.ts'] },
  {
    files: ['**/*.{ts,mjs,cjs,js}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: 'tsconfig.lint.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: {
      'entra-flows': { rules: { boundaries, 'documented-exports': documentedExports } },
    },
    rules: {
      'entra-flows/boundaries': 'error',
      'max-lines': ['error', { max: 250, skipComments: true, skipBlankLines: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Objects here are made of functions that know no `this`, written as methods in their types.
      '@typescript-eslint/unbound-method': 'off',
      // What was caught is `unknown`, and is passed on as it came.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // ${count} reads well; objects in text do not, and stay refused.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // Interfaces of MSAL, Jest and Express ask for functions that return promises.
    files: ['**/*.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: { 'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }] },
  },
  {
    // Node's own test runner waits for its tests itself.
    files: ['tools/eject/specs/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    // Lists, one entry after another.
    files: ['tools/mutants/data/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // The tools are JavaScript with JSDoc types: parsed JSON is `any` there.
    files: ['**/*.{mjs,cjs,js}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    // Writes a file of auth-core from the files beside it, which no other program imports.
    files: ['tools/docs/error-facts.ts'],
    rules: { 'entra-flows/boundaries': 'off' },
  },
  {
    // They run where packages are installed, not in the workspace.
    files: ['tools/pack/fixtures/**', 'tools/matrix/programs/**'],
    rules: { 'entra-flows/boundaries': 'off', '@typescript-eslint/require-await': 'off' },
  },
  {
    // The page of a desktop app is a stranger to its main process: what they share is types.
    files: ['apps/electron-interactive/page/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\./|\\.\\./src/desk-api\\.ts$)',
              message:
                'The page has its own files and the types of src/desk-api.ts, nothing of Node.',
            },
          ],
        },
      ],
    },
  },
  {
    // Another engine than MSAL would be put in at libs/auth-core/src/msal: docs/decisions/0021.
    files: ['libs/auth-core/src/**/*.ts'],
    ignores: [...product.ignores, 'libs/auth-core/src/msal/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['@azure/msal-node', '@azure/msal-common'].map((name) => ({
            name,
            allowTypeImports: true,
            message: 'Values of MSAL are met in msal/ alone; elsewhere it appears as types.',
          })),
        },
      ],
    },
  },
  {
    // What a product reads while it types.
    files: [
      'libs/{auth-core,auth-federation,identity-emulator,token-cache-redis}/src/index.ts',
      'libs/auth-core/src/{broker,listen-on-loopback}.ts',
      'libs/auth-core/src/http/web-link.ts',
    ],
    rules: { 'entra-flows/documented-exports': 'error' },
  },
  {
    // A library that is put under an Electron app or a service has no terminal to write to.
    files: ['libs/auth-core/src/**/*.ts'],
    ...product,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'console', message: 'auth-core knows no console: pass in a callback.' },
      ],
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr', 'stdin', 'exit'].map((property) => ({
          object: 'process',
          property,
          message: 'auth-core knows no terminal and ends no process: pass in a callback.',
        })),
      ],
    },
  },
);
