import { XMLSerializer } from '@xmldom/xmldom';
import { trust } from '../../adfs/namespaces.ts';
import { redeemAssertion } from '../../adfs/redeem-assertion.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { onlyChild, parseXml, XmlRefused } from '../../adfs/xml.ts';
import { openPendingFlow } from '../open-flow.ts';
import { PageProblem } from '../page-problem.ts';
import { signIn } from '../sign-in.ts';
import type { PageReply, Visit } from '../visit.ts';

/** Where an AD FS sends users back to Entra, by Entra's own name. */
export const path = '/login.srf';

/** No user opens it: it only takes what an AD FS sends. */
export function show(): never {
  throw new PageProblem('lostFlow');
}

/** Redeems the assertion of the AD FS (`wresult` of WS-Federation 1.2, 13.2.3), and continues the sign-in. */
export async function submit(visit: Visit): Promise<PageReply> {
  const open = openPendingFlow(visit);
  try {
    const assertion = assertionIn(visit.form.get('wresult') ?? '');
    const { user } = await redeemAssertion(visit.state, assertion);
    return await signIn(visit, open, user.id, 'fed');
  } catch (error) {
    if (error instanceof EntraError)
      throw new PageProblem('federation', 403, error.code, error.message);
    if (error instanceof XmlRefused) throw new PageProblem('federation', 403, 50008);
    throw error;
  }
}

function assertionIn(result: string): string {
  const { namespace } = trust['2005'];
  const response = parseXml(result);
  const [assertion] = onlyChild(response, namespace, 'RequestedSecurityToken').children;
  if (!assertion) throw new XmlRefused('it holds no assertion');
  return new XMLSerializer().serializeToString(assertion);
}
