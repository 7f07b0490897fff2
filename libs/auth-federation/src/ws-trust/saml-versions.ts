import type { SamlVersion } from '@entra-flows/auth-core';

/** The namespaces of assertions; WS-Trust asks for a version by the same names. */
export const samlTokenTypes: Record<SamlVersion, string> = {
  '1.1': 'urn:oasis:names:tc:SAML:1.0:assertion',
  '2.0': 'urn:oasis:names:tc:SAML:2.0:assertion',
};
