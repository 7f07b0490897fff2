import { aadstsTable } from '../../errors/aadsts-table.ts';
import { html } from '../html.ts';
import type { Page, Visit } from '../visit.ts';

/** Where `error_uri` of an error body points. */
export const path = '/error';

export function show({ query, texts: { errorNumber } }: Visit): Page {
  const [code = ''] = /^\d{1,8}$/.exec(query.get('code') ?? '') ?? [];
  const entry = aadstsTable[Number(code)];
  const title = code ? errorNumber.title(code) : errorNumber.missing;
  const body = html`<h1>${title}</h1>
    ${code && !entry && html`<p>${errorNumber.unlisted}</p>`}
    ${entry && html`<p lang="en">${entry.text.replace(/\{\d\}/g, '…')}</p>`}
    ${entry && html`<p>${errorNumber.sentAs} <code>${entry.oauth}</code>, HTTP ${entry.status}.</p>`}
    <p>
      <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">
        ${errorNumber.reference}
      </a>
    </p>`;
  return { status: code ? 200 : 400, title, body };
}
