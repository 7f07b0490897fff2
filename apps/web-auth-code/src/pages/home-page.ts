import type { Request } from 'express';
import { html, type Markup } from '@entra-flows/sample-kit/service';
import { layout } from './layout.ts';
import { signOutForm } from './sign-out-form.ts';

/** @param storage where sessions and tokens are kept, in one sentence */
export function homePage(request: Request, storage: string): Markup {
  const { account } = request.session;
  const content = account
    ? html`<p>You are signed in as ${account.username}.</p>
        <p><a href="/profile">Show my profile</a></p>
        ${signOutForm(request)}`
    : html`<p>You are not signed in.</p>
        <p><a href="/sign-in">Sign in</a></p>`;
  return layout(
    'web-auth-code',
    html`${content}
      <footer>${storage}</footer>`,
  );
}
