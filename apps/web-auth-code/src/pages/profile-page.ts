import type { Request } from 'express';
import { html, type Markup } from '@entra-flows/sample-kit/service';
import { layout } from './layout.ts';
import { signOutForm } from './sign-out-form.ts';

/** What the API said. The token itself stays on the server. */
export function profilePage(
  request: Request,
  me: Record<string, unknown>,
  fromCache: boolean,
): Markup {
  const { username = '' } = request.session.account ?? {};
  return layout(
    'Your profile',
    html`<p>${username}: token from ${fromCache ? 'cache' : 'authority'}</p>
      <p>Graph /me answered:</p>
      <pre>${JSON.stringify(me, undefined, 2)}</pre>
      <p><a href="/">Start page</a></p>
      ${signOutForm(request)}`,
  );
}
