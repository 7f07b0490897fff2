import { describe, expect, test } from '@jest/globals';
import { aliasesOf, armEndpoint, graphEndpoint, isMicrosoftHost } from './microsoft-clouds.ts';

describe('graphEndpoint', () => {
  test.each([
    ['login.microsoftonline.com', 'https://graph.microsoft.com/v1.0'],
    ['login.windows.net', 'https://graph.microsoft.com/v1.0'],
    ['LOGIN.MicrosoftOnline.us', 'https://graph.microsoft.us/v1.0'],
    ['login.usgovcloudapi.net', 'https://graph.microsoft.us/v1.0'],
    ['login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn/v1.0'],
    ['login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn/v1.0'],
    ['login.microsoftonline.com:444', undefined],
    ['login.microsoftonline.com.evil.example', undefined],
    ['login.sovcloud-identity.fr', undefined],
    ['contoso.b2clogin.com', undefined],
    ['adfs.contoso.example', undefined],
  ])('%s: %s', (host, graph) => {
    expect(graphEndpoint(`https://${host}/contoso.example`)).toBe(graph);
  });

  test.each([
    ['https://dod-graph.microsoft.us', 'https://dod-graph.microsoft.us/v1.0'],
    ['https://dod-graph.microsoft.us/', 'https://dod-graph.microsoft.us/v1.0'],
    ['https://graph.example:8443/beta/', 'https://graph.example:8443/beta'],
  ])('takes the one that is named, %s, before that of the cloud', (named, graph) => {
    expect(graphEndpoint('https://login.microsoftonline.us/t', named)).toBe(graph);
    expect(graphEndpoint('https://login.example/t', named)).toBe(graph);
  });

  test.each([
    'http://graph.example',
    'graph.example',
    '',
    'https://ada:secret@graph.example',
    'https://graph.example/v1.0?x=1',
    'https://graph.example/#v1.0',
    'https://graph.example:0',
  ])('refuses "%s" as an address', (named) => {
    expect(() => graphEndpoint('https://login.microsoftonline.com/t', named)).toThrow(TypeError);
  });
});

describe('armEndpoint', () => {
  test.each([
    ['login.microsoftonline.com', 'https://management.azure.com'],
    ['login.microsoftonline.us', 'https://management.usgovcloudapi.net'],
    ['LOGIN.chinacloudapi.cn', 'https://management.chinacloudapi.cn'],
    ['login.sovcloud-identity.fr', undefined],
    ['login.microsoftonline.com.evil.example', undefined],
    ['contoso.ciamlogin.com', undefined],
  ])('%s: %s', (host, arm) => {
    expect(armEndpoint(`https://${host}/contoso.example`)).toBe(arm);
  });
});

test('an authority has the names of its own cloud, and one of no cloud has its own name', () => {
  expect(aliasesOf('sts.windows.net')).toContain('login.microsoftonline.com');
  expect(aliasesOf('login.microsoftonline.us')).not.toContain('login.microsoftonline.com');
  expect(aliasesOf('localhost:8443')).toEqual(['localhost:8443']);
  expect(isMicrosoftHost('login.microsoftonline.com')).toBe(true);
  expect(isMicrosoftHost('localhost')).toBe(false);
});
