import type { User } from '../directory/directory.ts';
import { html, type Html } from './html.ts';
import type { Visit } from './visit.ts';

/** The password of a practice account, as long as it is that of the directory. */
const practicePassword = ({ state }: Visit, user: User | undefined): string | undefined =>
  user && !state.passwords.isChanged(user) ? user.password : undefined;

/** The same as a value of the field, where the address asks to fill it in. */
export const filledPassword = (visit: Visit, user: User | undefined): string | undefined =>
  visit.query.get('fill') === '1' ? practicePassword(visit, user) : undefined;

/**
 * How to go on without leaving the page: these accounts have no secret.
 *
 * @param fillLink - the page with the field filled in; absent where it is, and where there is none
 */
export function practiceHint(visit: Visit, user: User | undefined, fillLink?: string): Html {
  if (!user) return html``;
  const { password: texts } = visit.texts;
  const password = practicePassword(visit, user);
  if (password === undefined) return html`<p class="hint practice">${texts.changed}</p>`;
  return html`<!--practice-->
    <p class="hint practice">
      ${texts.practice} <code>${password}</code>
      ${fillLink !== undefined && html`<a href="${fillLink}">${texts.fill}</a>`}
    </p>
    <!--/practice-->`;
}
