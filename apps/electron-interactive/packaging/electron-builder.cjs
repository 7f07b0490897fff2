/**
 * How electron-builder packs the app, once `nx build` has made it with ENTRA_CLIENT_ID and
 * ENTRA_AUTHORITY. The fuses are all written down, so that a new default of Electron changes none.
 *
 * @see https://www.electron.build/configuration
 * @see https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// What users read everywhere; it names the folder of the tokens, too.
const { productName, author } = JSON.parse(
  readFileSync(require.resolve('../package.json'), 'utf8'),
);

const clientId = process.env['ENTRA_CLIENT_ID']?.trim().toLowerCase();
if (!clientId) {
  throw new Error('Set ENTRA_CLIENT_ID: the package is registered for msal{client id}://auth.');
}

/** A build without them, such as that of `nx serve`, would fail at its first start on the machine of a user. */
function refuseOtherBuild() {
  const file = join(__dirname, '../dist/app/built-with.json');
  const built = JSON.parse(readFileSync(file, 'utf8'));
  if (built.clientId.trim().toLowerCase() === clientId && built.authority) return;
  throw new Error(
    'dist/app was built with another ENTRA_CLIENT_ID, or without it and ENTRA_AUTHORITY, as nx serve builds it.\n' +
      'Set both, run "npx nx build electron-interactive", then package again.',
  );
}

module.exports = {
  appId: 'example.entra-flows.desktop',
  productName,
  directories: { output: 'dist/packages' },
  // Everything is in the bundles: no package of node_modules goes along.
  files: ['dist/app/**/*', 'package.json', '!node_modules/**/*'],
  npmRebuild: false,
  beforePack: refuseOtherBuild,
  // With its hash in the program (on macOS and Windows), which the fuses below make Electron check.
  asar: true,
  electronFuses: {
    // The program is this app and nothing else: no Node with the app's name and signature.
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  },
  protocols: [{ name: `${productName} sign-in`, schemes: [`msal${clientId}`] }],
  mac: {
    category: 'public.app-category.productivity',
    target: ['dmg', 'zip'],
    hardenedRuntime: true,
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: true, perMachine: false },
  linux: {
    category: 'Utility',
    target: ['AppImage', 'deb'],
    maintainer: `${author} <nobody@entra-flows.example>`,
  },
};
