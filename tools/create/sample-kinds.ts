/** What a copy is made of, by what kind of program its sample is. */
export interface Kind {
  /** Files and folders of the sample, without specs. What its test for copies imports comes along, too. */
  files: readonly string[];
  scripts: Readonly<Record<string, string>>;
  /** Whether `tsc` writes the program; else its own bundler does, and its tools run by `tsx`. */
  isCompiled: boolean;
  /** Versions of Node.js, where its tools need a later one than the libraries. */
  engines?: Readonly<Record<string, string>>;
  /** Fields of its package.json that mean something outside of the workspace. */
  fields?: readonly string[];
  /** For the README: what is where, an item of a list each. */
  places: readonly string[];
  /** For the README: what a product changes first. */
  yours: string;
}

const TSX = 'node --import tsx';

/** In ms: what never ends is a failure. */
const WITHIN = '--test-timeout=180000';

/** By the tag `layer:…` of the sample. */
export const kinds: Readonly<Record<string, Kind>> = {
  'layer:sample': {
    files: ['src'],
    isCompiled: true,
    scripts: {
      build: 'tsc',
      typecheck: 'tsc --noEmit',
      start: 'tsc && node dist/main.js',
      test: `tsc && node --enable-source-maps --test ${WITHIN} dist/main.test.js`,
    },
    places: [
      '`src/main.ts`: the flow, from top to bottom.',
      '`src/auth-config.ts`: `app`, which is yours to change; the client ID, the authority, and where tokens are kept.',
      '`src/main.test.ts`: what `npm test` runs, with the emulator in place of Entra; `src/run-program.ts` starts both.',
    ],
    yours:
      'Change `app` in `src/auth-config.ts`: the scopes; the name, which two products must not share; and, for users who ' +
      'are not to choose them, `clientId` and `authority`, which come from the environment or `.env.local` as long as they are not there.',
  },
  'layer:desktop': {
    files: ['src', 'page', 'launch', 'packaging/electron-builder.cjs'],
    isCompiled: false,
    // Electron's npm package and its downloader say so.
    engines: { node: '^22.13.0 || >=24' },
    fields: ['description', 'author', 'productName', 'main'],
    scripts: {
      build: `${TSX} launch/build.ts`,
      typecheck: 'tsc --noEmit && tsc --noEmit -p page',
      start: `${TSX} launch/serve.ts`,
      test: `${TSX} --test ${WITHIN} src/main.test.ts`,
    },
    places: [
      '`src/auth-config.ts`: scopes, client ID and authority.',
      '`src/main.ts`: the main process. `page/`: the window. `launch/`: how both are bundled and started.',
      '`src/main.test.ts`: what `npm test` runs. It signs a user in at the emulator, in the main process as it is built.',
      '`testing/stand-in/`: **takes the place of Electron in that test**, as its npm package does not hold the program.',
      '`packaging/electron-builder.cjs`: set `ENTRA_CLIENT_ID` and `ENTRA_AUTHORITY`, run `npm run build`, then ' +
        '`npx electron-builder --config packaging/electron-builder.cjs`. Give `appId` a name of your own, and `maintainer` your address.',
    ],
    yours:
      'Change `SCOPES` in `src/auth-config.ts`, and `productName` in `package.json`: users read it on every page, and tokens lie in a folder of that name. ' +
      'A packaged app has the client ID and the authority that it was built with.',
  },
  'layer:page': {
    files: ['index.html', 'redirect.html', 'vite.config.ts', 'src', 'server'],
    isCompiled: false,
    scripts: {
      build: 'vite build',
      typecheck: 'tsc --noEmit',
      start: `${TSX} server/serve.ts`,
      test: `${TSX} --test ${WITHIN} src/main.test.ts`,
    },
    places: [
      '`src/main.ts`: the page. `src/auth-config.ts`: scopes, client ID, authority, and where tokens are kept.',
      '`server/`: the development server, and the content security policy.',
      '`src/main.test.ts`: what `npm test` runs: it builds and serves the page with settings of the emulator. ' +
        'A browser is yours to add.',
    ],
    yours:
      'Change `SCOPES` in `src/auth-config.ts`. The page has the client ID and the authority that it was built with.',
  },
};
