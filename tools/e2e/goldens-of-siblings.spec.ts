// @long the runs of the other samples, as goldens.spec.ts compares those of cli-device-code
import { compareOutput, samples, useEmulator } from './goldens/compare-output.ts';

useEmulator();

for (const [name, { failsAt }] of Object.entries(samples))
  if (failsAt && name !== 'cli-device-code') compareOutput(name, ['runs']);
