import type { Request } from 'express';
import type { MessageLanguage } from '@entra-flows/sample-kit/page';
import { html, type Markup } from '@entra-flows/sample-kit/service';
import { layout } from './layout.ts';
import { signOutForm } from './sign-out-form.ts';
import { textsFor } from './texts.ts';

/** @param storage - where sessions and tokens are kept, in one sentence */
export function homePage(request: Request, storage: Record<MessageLanguage, string>): Markup {
  const texts = textsFor(request);
  const { account } = request.session;
  const title = account ? texts.signedIn : texts.notSignedIn;
  const content = account
    ? html`<p class="sign yes" aria-hidden="true">✓</p>
        <h1>${title}</h1>
        <p class="who">${account.username}</p>
        <p><a class="button" href="/profile">${texts.showProfile}</a></p>
        ${signOutForm(request)}`
    : html`<h1>${title}</h1>
        <p class="lead">${texts.invitation}</p>
        <p><a class="button" href="/sign-in">${texts.signIn}</a></p>`;
  return layout(
    texts,
    title,
    html`${content}
      <div class="details"><p>${storage[texts.language]}</p></div>`,
  );
}
