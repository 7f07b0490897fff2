import type { Request } from 'express';
import { html, type Markup } from '@entra-flows/sample-kit/service';
import { layout } from './layout.ts';
import { signOutForm } from './sign-out-form.ts';
import { textsFor } from './texts.ts';

/** What the API said. The token itself stays on the server. */
export function profilePage(
  request: Request,
  me: Record<string, unknown>,
  fromCache: boolean,
): Markup {
  const texts = textsFor(request);
  const { username = '' } = request.session.account ?? {};
  return layout(
    texts,
    texts.profile,
    html`<h1>${texts.profile}</h1>
      <p class="who">${texts.tokenFrom(username, fromCache)}</p>
      <p class="lead">${texts.graphAnswered}</p>
      <pre>${JSON.stringify(me, undefined, 2)}</pre>
      <p><a href="/">${texts.startPage}</a></p>
      ${signOutForm(request)}`,
  );
}
