import { expect, test } from '@jest/globals';
import { readAuthority } from './authority.ts';

test.each([
  ['https://login.example/Contoso.example/', { tenant: 'contoso.example', isAdfs: false }],
  ['https://login.example/T1/v2.0', { tenant: 't1', isAdfs: false }],
  ['https://c.b2clogin.example/tfp/T1/B2C_1_A', { tenant: 't1', policy: 'b2c_1_a', isAdfs: false }],
  ['https://c.b2clogin.example/T1/B2C_1_A', { tenant: 't1', policy: 'b2c_1_a', isAdfs: false }],
  ['https://c.b2clogin.example/tfp', { tenant: 'tfp', isAdfs: false }],
  ['https://adfs.example/adfs', { isAdfs: true }],
  ['https://contoso.ciamlogin.example/', { isAdfs: false }],
])('reads the path of %s', (authority, path) => {
  expect(readAuthority(authority)).toEqual(path);
});
