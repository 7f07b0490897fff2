import * as v from 'valibot';
import { list, object, oneOf, text } from './directory/directory-schema.ts';
import { checkShape } from './directory/parse-directory.ts';
import type { EmulatorOptions } from './emulator.ts';

/** Seconds; tokens and codes end before the year 9999. */
const longest = 100 * 366 * 24 * 3600;

const port = v.pipe(
  v.number('must be a number'),
  v.check((one) => Number.isInteger(one) && one >= 0 && one < 65_536, 'must be from 0 to 65535'),
);
const seconds = (least: number) =>
  v.pipe(
    v.number('must be a number of seconds'),
    v.check((one) => one >= least && one <= longest, `must be from ${least} to ${longest} seconds`),
  );
const count = v.pipe(
  v.number('must be a number'),
  v.check((one) => Number.isInteger(one) && one >= 1, 'must be a whole number from 1'),
);
const callback = v.function('must be a function');
const given = (what: string) =>
  v.custom((one) => typeof one === 'object' && one !== null, `must be ${what}`);

/** Scenarios, faults and what a directory holds are checked where they are used. */
const optionsSchema = object({
  port: v.optional(port),
  pagesPort: v.optional(port),
  pages: v.optional(oneOf('http', 'https')),
  controlPort: v.optional(port),
  directory: v.optional(given('a directory')),
  scenarios: v.optional(list(text)),
  faults: v.optional(list(given('a fault'))),
  clock: v.optional(
    v.custom(
      (one) => typeof (Object(one) as { now?: unknown }).now === 'function',
      'must have now()',
    ),
  ),
  dataDir: v.optional(v.string('must be text')),
  maxConnections: v.optional(count),
  requestsPerSecond: v.optional(count),
  deviceCode: v.optional(
    object({ lifetime: v.optional(seconds(0)), interval: v.optional(seconds(0)) }),
  ),
  accessTokenLifetime: v.optional(seconds(1)),
  refreshIn: v.optional(seconds(0)),
  adfs: v.optional(object({ keytab: v.optional(text), servicePrincipal: v.optional(text) })),
  controlSecret: v.optional(text),
  installation: v.optional(text),
  onLeases: v.optional(callback),
  log: v.optional(callback),
} satisfies Record<keyof EmulatorOptions, v.GenericSchema>);

/**
 * For callers without types: a misspelt option would be one that is not given.
 *
 * @throws TypeError that names each option that is unknown or of another type
 */
export function checkEmulatorOptions(options: unknown): void {
  checkShape('options are', optionsSchema, options);
}
