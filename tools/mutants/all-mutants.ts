import { authCore } from './data/auth-core.ts';
import { authCoreRules } from './data/auth-core-rules.ts';
import { authFederation } from './data/auth-federation.ts';
import { electronInteractive } from './data/electron-interactive.ts';
import { headlessDeviceCode } from './data/headless-device-code.ts';
import { identityEmulator } from './data/identity-emulator.ts';
import { flowComparison } from './data/flow-comparison.ts';
import { sampleKit } from './data/sample-kit.ts';
import { tokenCacheRedis } from './data/token-cache-redis.ts';
import { webAuthCode } from './data/web-auth-code.ts';
import type { MutantOf } from './judge-mutants.ts';
import type { MutantSet } from './mutant.ts';

const sets: readonly MutantSet[] = [
  ...[
    authCore,
    authCoreRules,
    authFederation,
    flowComparison,
    sampleKit,
    tokenCacheRedis,
    identityEmulator,
  ],
  ...[webAuthCode, electronInteractive, headlessDeviceCode],
];

export const allMutants: readonly MutantOf[] = sets.flatMap(({ project, mutants }) =>
  mutants.flat().map((mutant) => ({ project, ...mutant })),
);
