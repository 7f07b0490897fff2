import { describe, expect, test } from '@jest/globals';
import { defaultDirectory } from '../directory/default-directory.ts';
import type { Policy, User } from '../directory/directory.ts';
import { evaluatePolicies, type SignInFacts } from './evaluate-policies.ts';
import { readClaimsRequest } from './read-claims-request.ts';

const [contoso] = defaultDirectory.tenants;
const [graph, orders] = defaultDirectory.resources;
const [app] = contoso?.apps ?? [];
const [adele] = contoso?.users ?? [];
if (!contoso || !graph || !orders || !app || !adele) throw new Error('not the default directory');

/** A sign-in of Adele with a password, in a tenant with these policies. */
const judge = (policies: Policy[], more: Partial<SignInFacts> = {}, user: Partial<User> = {}) =>
  evaluatePolicies({
    account: { tenant: { ...contoso, policies }, user: { ...adele, ...user } },
    app,
    resource: graph,
    flow: 'browser',
    amr: ['pwd'],
    ...more,
  }).outcome;

const block = (conditions: Partial<Policy>): Policy[] => [
  { name: 'p', requires: 'block', ...conditions },
];

describe('a policy', () => {
  test.each([
    [{}, true],
    [{ users: ['adele@contoso.example'] }, true],
    [{ users: ['Adele@Contoso.example'] }, true],
    [{ users: ['bruno@contoso.example'] }, false],
    [{ apps: [app.clientId] }, true],
    [{ apps: [] }, false],
    [{ resources: [orders.id] }, false],
    [{ flows: ['device-code', 'password'] }, false],
    [{ flows: ['browser'], resources: [graph.id] }, true],
    [{ context: 'c1' }, false],
  ] as const)('with %j applies: %s', (conditions, applies) => {
    expect(judge(block(conditions as Partial<Policy>)) === 'blocked').toBe(applies);
  });

  test('blocks users with a second factor too, and before one is asked for', () => {
    const policies: Policy[] = [{ name: 'm', requires: 'mfa' }, ...block({})];
    expect(judge(policies, { amr: ['pwd', 'mfa'] })).toBe('blocked');
    expect(judge(policies)).toBe('blocked');
  });

  test('asks for a second factor for a context only when the app asks for that', () => {
    const policies: Policy[] = [{ name: 'c', context: 'c1', requires: 'mfa' }];
    expect(judge(policies)).toBe('allowed');
    expect(judge(policies, { contexts: ['c2'] })).toBe('allowed');
    expect(judge(policies, { contexts: ['c1'] })).toBe('mfa');
    expect(judge(policies, { contexts: ['c1'], amr: ['pwd', 'mfa'] })).toBe('allowed');
  });

  test("is not needed for a user's own second factor, unless that waits for one", () => {
    expect(judge([], {}, { mfa: 'one-time-code' })).toBe('mfa');
    expect(judge([], {}, { mfa: 'one-time-code', mfaByPolicyOnly: true })).toBe('allowed');
  });
});

describe('a claims request', () => {
  test.each([
    [undefined, { contexts: [], capabilities: [] }],
    ['{}', { contexts: [], capabilities: [] }],
    [
      '{"access_token":null,"id_token":{"acrs":{"value":"c1"}}}',
      { contexts: [], capabilities: [] },
    ],
    [
      '{"access_token":{"acrs":{"values":["c1","c25","x",{}]},"xms_cc":{"values":["cp1"]}}}',
      { contexts: ['c1', 'c25'], capabilities: ['cp1'] },
    ],
    [
      '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}',
      { contexts: [], capabilities: [], notBefore: 1604106651 },
    ],
  ])('%s', (text, read) => {
    expect(readClaimsRequest(text)).toEqual(read);
  });

  test.each(['{', '"c1"', '[]', 'null', `{"a":"${'x'.repeat(10_001)}"}`])(
    'refuses %.20s',
    (text) => {
      expect(() => readClaimsRequest(text)).toThrow(/must hold a JSON object/);
    },
  );
});
