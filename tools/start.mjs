import { checkNode, installPackages } from './setup/before-install.mjs';

checkNode();
await installPackages();

// Loaded only now: until here there may have been no packages.
const { loadStart } = await import('./launch/programs.mjs');
const { exitLikeChild, start } = await loadStart();
exitLikeChild(await start(process.argv.slice(2), process.env));
