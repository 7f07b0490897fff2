import { createHash } from 'node:crypto';
import { escapeHtml } from '@entra-flows/primitives/markup';
import { authErrorLines, describeAuthError } from '../errors/explain-auth-error.ts';
import type { MessageLanguage } from '@entra-flows/primitives/language';
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

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 34rem; margin: 12vh auto 0; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.3; }
p { overflow-wrap: anywhere; }
`;

/** The style is in the page, and the policy knows it by its hash: nothing else is loaded or run. */
const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** English for a language without a page: a program in plain JavaScript may pass any. */
function known(language: MessageLanguage): MessageLanguage {
  return Object.hasOwn(texts, language) ? language : 'en';
}

/** The last page in the browser: the true outcome, after the code was redeemed. */
export function successPage(asked: MessageLanguage): OutcomePage {
  const language = known(asked);
  const { done, close } = texts[language];
  return page(language, done, [close]);
}

/** The same diagnosis that the app has; no token or code is in it. */
export function failurePage(asked: MessageLanguage, error: unknown): OutcomePage {
  const language = known(asked);
  const { failed, look } = texts[language];
  const description = describeAuthError(error, { language, flow: 'interactive' });
  return page(language, failed, [...authErrorLines(description), look]);
}

function page(language: MessageLanguage, title: string, lines: string[]): OutcomePage {
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</main>
</body>
</html>
`;
  return { html, contentPolicy };
}
