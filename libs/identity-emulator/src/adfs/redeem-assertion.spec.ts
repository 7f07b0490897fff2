import { beforeAll, describe, expect, test } from '@jest/globals';
import { movableClock } from '../server/clock.ts';
import { defaultDirectory } from '../directory/default-directory.ts';
import type { AssertionFacts } from './saml/assertion.ts';
import { issueAssertion } from './saml/issue-assertion.ts';
import { createAdfs } from './adfs.ts';
import { redeemAssertion } from './redeem-assertion.ts';

const minute = 60_000;
const clock = movableClock({ now: () => 1_000_000_000_000 });
const adfs = createAdfs(clock, () => {});
const directory = structuredClone(defaultDirectory);
directory.tenants[0]?.federatedDomains?.push('contoso.example');

const now = clock.now();
const frida: Omit<AssertionFacts, 'id'> = {
  issuer: 'http://adatum.example/adfs/services/trust/',
  audience: 'urn:federation:MicrosoftOnline',
  upn: 'frida@adatum.example',
  immutableId: 'XUA6e4EvU0Cf2Knlr2NwDg==',
  authenticationMethod: 'urn:oasis:names:tc:SAML:1.0:am:password',
  issuedAt: now,
  notBefore: now,
  notOnOrAfter: now + 60 * minute,
};
let count = 0;
async function redeem(more: Partial<AssertionFacts>, signer = adfs): Promise<string> {
  const facts = { id: `_${(count += 1)}`, ...frida, ...more };
  const text = issueAssertion('2.0', facts, await signer.certificate());
  return (await redeemAssertion({ adfs, clock, directory }, text)).user.displayName;
}
beforeAll(async () => void (await adfs.certificate()));

describe('an assertion that the AD FS signed', () => {
  test.each([
    ['is about a user', {}],
    ['may be of a clock that is 4 minutes ahead', { notBefore: now + 4 * minute }],
    ['may be of a clock that is 4 minutes behind', { notOnOrAfter: now - 4 * minute }],
    ['may spell the name with capitals', { upn: 'Frida@ADATUM.example' }],
  ])('%s', async (_, more) => {
    expect(await redeem(more)).toBe('Frida Solberg');
  });

  test.each([
    ['is not valid yet', { notBefore: now + 6 * minute }, 50008],
    ['has expired', { notOnOrAfter: now - 6 * minute }, 50008],
    ['is for another audience', { audience: 'urn:federation:Other' }, 50008],
    ['is of an unknown issuer', { issuer: 'http://no.example/adfs/services/trust/' }, 50107],
    ['is of an issuer that is no AD FS', { issuer: '"<&>' }, 50107],
    ['is about an unknown user', { upn: 'nobody@adatum.example' }, 51004],
    ['is about two users at once', { immutableId: 'another' }, 51004],
    [
      'is about a user of another domain than its issuer',
      { issuer: 'http://contoso.example/adfs/services/trust/' },
      51004,
    ],
    [
      'is of one domain, about an account of the other',
      { upn: 'adele@contoso.example', immutableId: 'a1b7c3e0-52d4-4f86-9e0b-7c18d2f6a301' },
      51004,
    ],
  ])('is refused when it %s', async (_, more, code) => {
    await expect(redeem(more)).rejects.toMatchObject({ name: 'EntraError', code });
  });

  test('is refused when another AD FS signed it', async () => {
    const another = createAdfs(clock, () => {});
    await expect(redeem({}, another)).rejects.toThrow(/of another key/);
  });

  test('is good once, until it has expired, and after that too', async () => {
    expect(await redeem({ id: '_same' })).toBe('Frida Solberg');
    await expect(redeem({ id: '_same' })).rejects.toThrow(/used before/);
    clock.advance(3600 + 301);
    await expect(redeem({ id: '_same' })).rejects.toThrow(/expired/);
  });
});
