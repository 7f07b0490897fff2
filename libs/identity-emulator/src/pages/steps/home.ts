import type { User } from '../../directory/directory.ts';
import { formFields, html } from '../html.ts';
import { endSession } from './sign-out.ts';
import { signedInUsers } from '../signed-in-accounts.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

export const path = '/';

/** What this is, who can sign in, and where things are. */
export function show(visit: Visit): Page {
  const { home } = visit.texts;
  const body = html`<h1>${home.title}</h1>
    <p class="lead">${home.lead}</p>
    <p><a class="button" href="/devicelogin">${home.enterCode}</a></p>
    ${signedIn(visit)}
    <h2>${home.accounts}</h2>
    <ul class="cards">
      ${visit.state.directory.tenants.flatMap(({ users }) => users).map((user) => card(visit, user))}
    </ul>
    <h2>${home.addresses}</h2>
    ${whereThingsAre(visit)}`;
  return { title: home.title, body, isWide: true };
}

/** Signs out of all accounts. */
export async function submit(visit: Visit): Promise<PageReply> {
  await endSession(visit);
  return { redirect: path };
}

function card({ texts: { home, language }, state }: Visit, user: User) {
  return html`<li>
    <strong>${user.displayName}</strong>
    <dl>
      <dt>${home.username}</dt>
      <dd><code>${user.username}</code></dd>
      <dt>${home.password}</dt>
      <dd><code>${user.password}</code></dd>
    </dl>
    ${user.scenario && html`<p class="hint">${user.scenario[language]}</p>`}
    ${state.passwords.isChanged(user) && html`<p class="hint">${home.changed}</p>`}
  </li>`;
}

function signedIn(visit: Visit) {
  const { home } = visit.texts;
  const users = signedInUsers(visit);
  if (users.length === 0) return undefined;
  return html`<h2>${home.signedIn}</h2>
    <ul>
      ${users.map(({ username }) => html`<li>${username}</li>`)}
    </ul>
    <p><a href="/consents">${home.consents}</a></p>
    <form method="post" action="/">
      ${formFields(visit)}
      <button class="quiet">${home.signOut}</button>
    </form>`;
}

function whereThingsAre({ state, addresses, texts: { home } }: Visit) {
  const [tenant] = state.directory.tenants;
  return html`<dl>
    <dt>${home.authority}</dt>
    <dd><code>${`${addresses.origin}/${tenant?.id}`}</code></dd>
    <dt>${home.clientId}</dt>
    <dd><code>${tenant?.apps[0]?.clientId}</code></dd>
    <dt>${home.graph}</dt>
    <dd><code>${addresses.graph}</code></dd>
    <dt>${home.arm}</dt>
    <dd><code>${addresses.arm}</code></dd>
  </dl>`;
}
