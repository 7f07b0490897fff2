import { checkNode, installPackages } from './setup/before-install.mjs';

const help = `npm start [-- [--hands-free] [options of the sample]]

Gets a token by the device code flow: installs the npm packages if they are missing, starts the local
identity emulator, and runs the sample cli-device-code. No tenant and no network are needed.

  --hands-free   the emulator's scripted user signs in for you, as the one that --account names
  --help         this text, and the sample's own

With ENTRA_CLIENT_ID and ENTRA_AUTHORITY set (here or in .env.local) it talks to real Entra instead.
`;

checkNode();
const given = process.argv.slice(2);
const args = given.filter((arg) => arg !== '--hands-free');
if (args.some((arg) => arg === '--help' || arg === '-h')) console.log(help);
installPackages();

// Loaded only now: until here there may have been no packages.
const { loadLauncher } = await import('./launch/programs.mjs');
const { exitLikeChild, launch } = await loadLauncher();
const handsFree = given.includes('--hands-free');
exitLikeChild(await launch('apps/cli-device-code', args, { handsFree }));
