import { userInTenant } from '../../directory/find-user.ts';
import { formFields, html } from '../html.ts';
import { PageProblem } from '../page-problem.ts';
import { signedInUsers } from '../signed-in-accounts.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/consents';

/** Holds consents that can be taken back: a user, or a tenant by its administrator. */
interface Holder {
  id: string;
  name: string;
}

/** The consents of the users of this browser, each with a button that takes it back. */
export function show(visit: Visit): Page {
  const { title, lead, none } = visit.texts.consents;
  const cards = holders(visit).flatMap((holder) => cardsOf(visit, holder));
  const body = html`<h1>${title}</h1>
    <p>${cards.length > 0 ? lead : none}</p>
    <form method="post" action="${path}">
      ${formFields(visit)}
      <ul class="cards">
        ${cards}
      </ul>
    </form>`;
  return { title, body };
}

export async function submit(visit: Visit): Promise<PageReply> {
  const [id = '', clientId = ''] = (visit.form.get('consent') ?? '').split(' ');
  if (!holders(visit).some((holder) => holder.id === id)) throw new PageProblem('lostFlow');
  await visit.state.consents.remove(id, clientId);
  return { redirect: path };
}

function holders(visit: Visit): Holder[] {
  const { state, texts } = visit;
  const found = signedInUsers(visit).flatMap((user) =>
    state.directory.tenants.flatMap((tenant) => {
      const home = state.directory.tenants.find(({ users }) => users.includes(user));
      const account = home && userInTenant(tenant, { tenant: home, user });
      if (!account) return [];
      const own = { id: account.user.id, name: user.username };
      const forAll = { id: tenant.id, name: texts.consents.forAll(tenant.name) };
      return account.user.administrator ? [own, forAll] : [own];
    }),
  );
  return [...new Map(found.map((holder) => [holder.id, holder])).values()];
}

function cardsOf({ state, texts }: Visit, { id, name }: Holder) {
  const given = state.consents.of(id);
  const apps = state.directory.tenants.flatMap((tenant) => tenant.apps);
  return [...new Set(given.map(({ clientId }) => clientId))].map((clientId) => {
    const app = apps.find((one) => one.clientId === clientId)?.name ?? clientId;
    const scopes = given.filter((one) => one.clientId === clientId).flatMap((one) => one.scopes);
    return html`<li>
      <strong>${app}</strong>
      <p class="hint">${name}: ${scopes.join(', ')}</p>
      <button class="quiet" name="consent" value="${`${id} ${clientId}`}">
        ${texts.consents.takeBack}
        <span class="unseen">${app}, ${name}</span>
      </button>
    </li>`;
  });
}
