import { expect, test } from '@jest/globals';
import { satisfies } from './check-node.mjs';

const range = '^20.19.0 || ^22.13.0 || >=24';

test.each(['20.19.0', '20.20.2', '22.13.0', '22.23.1', '24.0.0', '24.21.0', '27.1.0'])(
  'Node %s is taken',
  (version) => expect(satisfies(version, range)).toBe(true),
);

test.each(['16.20.2', '18.20.8', '20.18.9', '21.7.3', '22.12.9', '23.11.0'])(
  'Node %s is refused',
  (version) => expect(satisfies(version, range)).toBe(false),
);
