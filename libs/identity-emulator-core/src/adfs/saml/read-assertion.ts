import type { Element } from '@xmldom/xmldom';
import { children, descend, onlyChild, textOf } from '../children.ts';
import { XmlRefused } from '../parse-xml.ts';
import type { Assertion } from './assertion.ts';
import { claimNames, samlNamespace } from './namespaces.ts';
import type { VerifiedAssertion } from './verify-assertion.ts';

/** What a verified assertion says. @throws XmlRefused when it lacks what Entra needs */
export function readAssertion({ version, id, element }: VerifiedAssertion): Assertion {
  const namespace = samlNamespace[version];
  const conditions = onlyChild(element, namespace, 'Conditions');
  const restriction = version === '1.1' ? 'AudienceRestrictionCondition' : 'AudienceRestriction';
  const statement = onlyChild(element, namespace, 'AttributeStatement');
  return {
    version,
    id,
    issuer:
      version === '1.1'
        ? (element.getAttribute('Issuer') ?? '')
        : textOf(onlyChild(element, namespace, 'Issuer')),
    audience: textOf(descend(conditions, [namespace, restriction], [namespace, 'Audience'])),
    notBefore: time(conditions, 'NotBefore'),
    notOnOrAfter: time(conditions, 'NotOnOrAfter'),
    upn: claim(statement, namespace, claimNames.upn),
    immutableId: claim(statement, namespace, claimNames.immutableId),
  };
}

function time(conditions: Element, name: string): number {
  const parsed = Date.parse(conditions.getAttribute(name) ?? '');
  if (Number.isNaN(parsed)) throw new XmlRefused(`its ${name} is no time`);
  return parsed;
}

/** SAML 1.1 has names and namespaces of attributes, SAML 2.0 has one URI. */
function claim(
  statement: Element,
  namespace: string,
  { namespace: claimNamespace, name }: { namespace: string; name: string },
): string {
  const found = children(statement, namespace, 'Attribute').filter(
    (one) =>
      one.getAttribute('Name') === `${claimNamespace}/${name}` ||
      (one.getAttribute('AttributeName') === name &&
        one.getAttribute('AttributeNamespace') === claimNamespace),
  );
  const [only, another] = found;
  if (!only || another) throw new XmlRefused(`it must have one ${name}`);
  return textOf(onlyChild(only, namespace, 'AttributeValue'));
}
