import { X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import type { Directory } from './directory.ts';

/** Far more than a test needs, far less than the memory. */
const mostOf = { tenants: 100, apps: 1000, users: 20_000, small: 200 };

export const text = v.pipe(
  v.string('must be text'),
  v.minLength(1, 'must not be empty'),
  v.maxLength(500, 'must have 500 characters at most'),
);

const guid = v.pipe(
  text,
  v.regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'must be a GUID in small letters, such as 5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9',
  ),
);

const domain = v.pipe(
  text,
  v.regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'must be a domain name in small letters, such as contoso.example',
  ),
);

const username = v.pipe(
  text,
  v.regex(/^[^\s@]+@[^\s@]+$/, 'must be a name and a domain, such as adele@contoso.example'),
);

/** What Entra registers; the same words for all that it does not. */
const address = v.pipe(
  text,
  v.check((one) => URL.canParse(one), 'must be an address, such as http://localhost'),
  v.check(
    (one) => !/[#*\s]|^[^/]*\/\/[^/]*@/.test(one),
    'must have no fragment, star, blank or user name',
  ),
  v.check(
    (one) => !URL.canParse(one) || isRegistrable(new URL(one)),
    'must be https, http on this machine (http://localhost), or of a scheme of the app itself',
  ),
);

function isRegistrable({ protocol, hostname }: URL): boolean {
  if (protocol === 'http:') return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return !['javascript:', 'data:', 'file:', 'blob:', 'vbscript:', 'about:'].includes(protocol);
}

const flag = v.exactOptional(v.boolean('must be true or false'));

const pem = v.pipe(
  v.string('must be text'),
  v.maxLength(20_000, 'is too long'),
  v.check(isCertificate, 'must be a certificate in PEM'),
);

function isCertificate(one: string): boolean {
  try {
    return Boolean(new X509Certificate(one));
  } catch {
    return false;
  }
}

export const list = <Item extends v.GenericSchema>(item: Item, most = mostOf.small) =>
  v.pipe(v.array(item, 'must be a list'), v.maxLength(most, `must have ${most} entries at most`));

export const oneOf = <const Word extends string>(...words: Word[]) =>
  v.picklist(words, `must be one of ${words.join(', ')}`);

export const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, ({ expected, received }) =>
    expected === 'never'
      ? `is unknown; known are ${Object.keys(entries).join(', ')}`
      : received === 'undefined'
        ? 'is missing'
        : 'must be an object',
  );

const localText = object({ en: text, ko: text });

const app = object({
  clientId: guid,
  name: text,
  publicClient: v.boolean('must be true or false'),
  redirectUris: v.exactOptional(list(address)),
  spaRedirectUris: v.exactOptional(list(address)),
  signInAudience: oneOf('this-tenant', 'any-tenant', 'any-account'),
  secrets: v.exactOptional(list(text)),
  certificates: v.exactOptional(list(pem)),
  preConsented: v.exactOptional(list(text)),
  roles: v.exactOptional(list(text)),
});

const user = object({
  id: guid,
  username,
  password: text,
  displayName: text,
  givenName: text,
  surname: text,
  jobTitle: v.exactOptional(text),
  scenario: v.exactOptional(localText),
  disabled: flag,
  locked: flag,
  passwordExpired: flag,
  mfa: v.exactOptional(oneOf('authenticator-number', 'one-time-code')),
  mfaByPolicyOnly: flag,
  administrator: flag,
  roles: v.exactOptional(list(text)),
  immutableId: v.exactOptional(text),
});

const guest = object({ id: guid, username, roles: v.exactOptional(list(text)) });

const policy = object({
  name: text,
  users: v.exactOptional(list(username)),
  apps: v.exactOptional(list(guid)),
  resources: v.exactOptional(list(guid)),
  flows: v.exactOptional(list(oneOf('browser', 'device-code', 'password'))),
  context: v.exactOptional(v.pipe(text, v.regex(/^c[1-9]\d?$/, 'must be one of c1 to c99'))),
  requires: oneOf('mfa', 'compliant-device', 'block'),
});

const subscription = object({ id: guid, name: text, users: v.exactOptional(list(username)) });

const tenant = object({
  id: guid,
  name: text,
  domains: list(domain),
  federatedDomains: v.exactOptional(list(domain)),
  apps: list(app, mostOf.apps),
  users: list(user, mostOf.users),
  guests: v.exactOptional(list(guest, mostOf.users)),
  policies: v.exactOptional(list(policy)),
  subscriptions: v.exactOptional(list(subscription)),
});

const scope = object({
  name: v.pipe(text, v.regex(/^[^\s/]+$/, 'must have no blank and no slash')),
  text: v.exactOptional(localText),
  adminOnly: flag,
  byName: flag,
});

const resource = object({
  id: guid,
  name: text,
  uris: list(text),
  scopes: list(scope),
  roles: v.exactOptional(list(text)),
});

/** The shape of a directory; `checkReferences` looks at what its parts say of each other. */
export const directorySchema: v.GenericSchema<unknown, Directory> = object({
  tenants: v.pipe(list(tenant, mostOf.tenants), v.minLength(1, 'must have at least one entry')),
  resources: v.pipe(list(resource), v.minLength(1, 'must have at least one entry')),
});
