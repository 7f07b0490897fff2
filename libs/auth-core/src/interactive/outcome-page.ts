import type { MessageLanguage } from '@entra-flows/primitives/language';
import { html, type Markup } from '@entra-flows/primitives/markup';
import { pageDocument, pagePolicy } from '@entra-flows/primitives/page';
import { authErrorLines, describeAuthError } from '../errors/explain-auth-error.ts';
import type { OutcomePage } from './read-callback.ts';

const texts = {
  en: {
    done: 'You are signed in',
    close: 'You can close this tab and go back to the app.',
    failed: 'The sign-in did not succeed',
    look: 'The app says the same. You can close this tab.',
  },
  ko: {
    done: '로그인되었습니다',
    close: '이 탭을 닫고 앱으로 돌아가세요.',
    failed: '로그인하지 못했습니다',
    look: '앱에도 같은 내용이 표시됩니다. 이 탭을 닫아도 됩니다.',
  },
} as const;

/** Browsers let it close what a program or a page has opened, and keep all other tabs. */
const closeSoon = 'setTimeout(() => close(), 3000)';

/** The language of the last page, and the app that it names. */
export interface OutcomeContext {
  language: MessageLanguage;
  /** Name of the app, as users know it. */
  appName?: string | undefined;
}

/** The last page in the browser: the true outcome, after the code was redeemed. */
export function successPage(context: OutcomeContext, username?: string): OutcomePage {
  const { done, close } = texts[known(context.language)];
  const body = html`<p class="sign yes" aria-hidden="true">✓</p>
    <h1>${done}</h1>
    ${username && html`<p class="who">${username}</p>`}
    <p>${close}</p>`;
  return page(context, done, body, closeSoon);
}

/** The same diagnosis that the app has; no token or code is in it. */
export function failurePage(context: OutcomeContext, error: unknown): OutcomePage {
  const language = known(context.language);
  const { failed, look } = texts[language];
  const description = describeAuthError(error, { language, flow: 'interactive' });
  const { details: _, said: __, support: ___, ...advice } = description;
  const [what, why, ...next] = authErrorLines(advice);
  const forSupport = authErrorLines(description).slice(2 + next.length);
  const paragraphs = (lines: string[]) => lines.map((line) => html`<p>${line}</p>`);
  const body = html`<p class="sign no" aria-hidden="true">✕</p>
    <h1>${failed}</h1>
    <p class="who">${what}</p>
    <p class="lead">${why}</p>
    ${paragraphs(next)}
    <p>${look}</p>
    <div class="details">${paragraphs(forSupport)}</div>`;
  return page(context, failed, body);
}

/** English for a language without a page: a program in plain JavaScript may pass any. */
function known(language: MessageLanguage): MessageLanguage {
  return Object.hasOwn(texts, language) ? language : 'en';
}

function page(
  { language, appName: app }: OutcomeContext,
  title: string,
  body: Markup,
  script?: string,
): OutcomePage {
  return {
    html: pageDocument({ language: known(language), title, app, body, script }),
    contentPolicy: pagePolicy(script === undefined ? [] : [script]),
  };
}
