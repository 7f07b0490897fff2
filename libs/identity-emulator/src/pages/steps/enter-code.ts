import { field, formFields, html } from '../html.ts';
import { requirePending } from '../open-flow.ts';
import type { Page, PageReply, Visit } from '../visit.ts';

/** The address that a device shows. */
export const path = '/devicelogin';

/** Asks for the user code; one in the link is filled in, but never taken unseen (RFC 8628 5.4). */
export function show(visit: Visit): Page {
  return page(visit, visit.query.get('otc')?.slice(0, 100));
}

export function submit(visit: Visit): PageReply {
  const { pages, state, session, texts } = visit;
  const typed = visit.form.get('code') ?? '';
  if (pages.codeGuesses.isBlocked(session) || pages.allCodeGuesses.isBlocked(''))
    return { ...page(visit, '', texts.enterCode.tooMany), status: 429 };
  if (!typed.trim()) return page(visit, '', texts.enterCode.missing);
  const code = state.deviceCodes.findByUserCode(typed);
  if (!code) {
    pages.codeGuesses.fail(session);
    pages.allCodeGuesses.fail('');
    return page(visit, typed.slice(0, 100), texts.enterCode.unknown);
  }
  requirePending(visit, code);
  const flow = pages.flows.start(session, { codeId: code.id });
  return { redirect: `/signin/account?flow=${flow.id}` };
}

function page(visit: Visit, code: string | undefined, error?: string): Page {
  const { enterCode, errorPrefix, next } = visit.texts;
  const isComplete = Boolean(code) && error === undefined;
  const body = html`<h1>${enterCode.title}</h1>
    <p>${isComplete ? enterCode.complete : enterCode.lead}</p>
    <form method="post" action="${path}" class="code">
      ${formFields(visit)}
      ${field({
        name: 'code',
        label: enterCode.label,
        value: code ?? '',
        autocomplete: 'off',
        hint: enterCode.hint,
        error,
      })}
      <button>${next}</button>
    </form>`;
  const title = `${error === undefined ? '' : errorPrefix}${enterCode.title}`;
  return { status: error === undefined ? 200 : 400, title, body };
}
