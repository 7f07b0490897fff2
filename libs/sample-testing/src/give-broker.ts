import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerScript, StandInCall } from '@entra-flows/auth-core/testing/broker-stand-in';
import { packageFolder, type Place } from './sample-place.ts';
import { build } from 'esbuild';

/** How a test follows what the sample asked of its broker. */
export interface GivenBroker {
  /** Each with the ms since 1970 at which it was asked, with fractions: two may come in one. */
  calls(): (StandInCall & { at: number })[];
}

/**
 * Puts a stand-in in the place of `@azure/msal-node-extensions`: beside the bundle, where the sample
 * looks for it. See `BrokerStandIn` for what it cannot witness.
 */
export async function giveBroker(place: Place, script: BrokerScript): Promise<GivenBroker> {
  const folder = join(place.folder, 'node_modules/@azure/msal-node-extensions');
  const log = join(place.folder, 'broker-calls');
  await build({
    stdin: { contents: program(script, log), resolveDir: packageFolder() },
    ...{
      bundle: true,
      platform: 'node',
      format: 'cjs',
      conditions: ['source'],
      logLevel: 'silent',
    },
    outfile: join(folder, 'index.js'),
  });
  writeFileSync(join(folder, 'package.json'), '{"main":"index.js"}');
  return {
    calls: () =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as StandInCall & { at: number })
        : [],
  };
}

const program = (script: BrokerScript, log: string) => `
  import { appendFileSync } from 'node:fs';
  import { BrokerStandIn } from '@entra-flows/auth-core/testing/broker-stand-in';
  export class NativeBrokerPlugin extends BrokerStandIn {
    constructor() {
      super(${JSON.stringify(script)}, (call) =>
        appendFileSync(${JSON.stringify(log)}, JSON.stringify({ ...call, at: performance.timeOrigin + performance.now() }) + '\\n'));
    }
  }`;
