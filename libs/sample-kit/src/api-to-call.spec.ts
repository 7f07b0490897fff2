import { describe, expect, test } from '@jest/globals';
import { apiToCall, armToCall } from './api-to-call.ts';
import { UsageError } from './usage-error.ts';

const graph = 'https://graph.microsoft.us/v1.0';
const call = (scopes: string, api?: string) =>
  apiToCall({ scopes: scopes.split(' '), ...(api ? { api } : {}) }, { graph });
const me = {
  url: `${graph}/me`,
  allowedOrigins: ['https://graph.microsoft.us'],
  isMe: true,
};

describe('the API of the scopes', () => {
  test.each([
    'User.Read',
    'openid profile',
    'openid https://graph.microsoft.us/User.Read',
    'https://GRAPH.microsoft.us//.default',
    '00000003-0000-0000-c000-000000000000/.default',
  ])('%s: who is signed in, of Microsoft Graph', (scopes) => {
    expect(call(scopes)).toEqual(me);
  });

  test.each([
    'api://orders.contoso.example/Orders.Read',
    'openid 11112222-bbbb-3333-cccc-4444dddd5555/.default',
    'https://management.azure.com//.default',
    'https://graph.microsoft.com/User.Read', // of another cloud
    'User.Read api://orders/Orders.Read',
  ])('%s: nothing is called', (scopes) => {
    expect(call(scopes)).toBeUndefined();
  });

  test.each([
    ['User.Read', 'https://graph.microsoft.us/v1.0/me/messages'],
    ['https://management.azure.com//.default', 'https://management.azure.com/subscriptions?a=1'],
    ['api://orders/Orders.Read openid', 'https://orders.contoso.example/'],
    ['11112222-bbbb-3333-cccc-4444dddd5555/.default', 'https://orders.contoso.example/'],
    ['https://contoso.onmicrosoft.com/orders/Orders.Read', 'https://orders.contoso.example/'],
  ])('%s: --api %s is called, and no other origin', (scopes, api) => {
    expect(call(scopes, api)).toEqual({
      url: api,
      allowedOrigins: [new URL(api).origin],
      isMe: false,
    });
  });

  test.each([
    ['User.Read', 'https://api.example/'],
    ['User.Read', 'https://graph.microsoft.com/v1.0/me'],
    ['openid', 'https://api.example/'],
    ['https://management.azure.com//.default', 'https://api.example/'],
    ['https://management.azure.com//.default', graph],
    ['api://orders/Orders.Read', graph],
    ['api://orders/Orders.Read https://management.azure.com//.default', 'https://api.example/'],
    ['api://orders/Orders.Read', 'http://orders.contoso.example/'],
    ['api://orders/Orders.Read', 'https://ada:pw@orders.contoso.example/'],
    ['api://orders/Orders.Read', 'https://orders.contoso.example:0/'],
    ['api://orders/Orders.Read', 'orders.contoso.example'],
  ])('%s: --api %s gets no token', (scopes, api) => {
    expect(() => call(scopes, api)).toThrow(UsageError);
  });

  test('without a known Microsoft Graph nothing is called for it, and --api names another API', () => {
    const scopes = ['User.Read'];
    expect(apiToCall({ scopes }, {})).toBeUndefined();
    expect(() => apiToCall({ scopes, api: 'https://api.example/' }, {})).toThrow('ENTRA_GRAPH');
    const orders = { scopes: ['api://orders/Orders.Read'], api: 'https://api.example/' };
    expect(apiToCall(orders, {})).toMatchObject({ url: orders.api });
  });

  test('at the emulator the public name of Microsoft Graph is its own', () => {
    const emulator = { file: '', authority: '', graph, ca: '' };
    const scopes = ['https://graph.microsoft.com/User.Read'];
    expect(apiToCall({ scopes }, { graph, emulator })).toEqual(me);
  });

  test('the other APIs of the emulator get no token for its Graph, and the other way round', () => {
    const where = {
      graph: 'https://localhost:1/graph/v1.0',
      emulator: { file: '', authority: '', graph: '', ca: '' },
    };
    const orders = 'https://localhost:1/api/orders';
    const scopes = ['api://orders/Orders.Read'];
    expect(apiToCall({ scopes, api: orders }, where)).toMatchObject({ url: orders });
    expect(() => apiToCall({ scopes: ['User.Read'], api: orders }, where)).toThrow(UsageError);
    expect(() => apiToCall({ scopes, api: `${where.graph}/me` }, where)).toThrow(UsageError);
  });
});

describe('Azure Resource Manager', () => {
  test.each([
    ['https://login.microsoftonline.com/t', 'https://management.azure.com'],
    ['https://login.microsoftonline.us/t', 'https://management.usgovcloudapi.net'],
  ])('of %s is %s, in the scope too', (authority, endpoint) => {
    expect(armToCall({ authority })).toEqual({ endpoint, scope: `${endpoint}/.default` });
  });

  test('of another host is not known', () => {
    expect(armToCall({ authority: 'https://contoso.ciamlogin.com/t' })).toBeUndefined();
  });

  test('of the emulator has its own address and the scope of the real one', () => {
    const authority = 'https://localhost:20443/t';
    const emulator = { authority, graph: 'https://localhost:20443/graph/v1.0', ca: '', file: '' };
    expect(armToCall({ authority, emulator })).toEqual({
      endpoint: 'https://localhost:20443/arm',
      scope: 'https://management.azure.com/.default',
    });
  });
});
