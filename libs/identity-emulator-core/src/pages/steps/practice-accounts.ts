import { html, type Html } from '../html.ts';
import type { Visit } from '../visit.ts';

/** Who can sign in here, with what password, and what happens then. */
export function practiceAccounts({ state, texts }: Visit): Html {
  const users = state.directory.tenants.flatMap((tenant) => tenant.users);
  return html`<details open>
    <summary>${texts.username.practice}</summary>
    <ul class="cards">
      ${users.map(
        ({ username, password, story }) =>
          html`<li>
            <code>${username}</code><br /><code>${password}</code>
            ${story && html`<p class="hint">${story[texts.language]}</p>`}
          </li>`,
      )}
    </ul>
  </details>`;
}
