import { classifyAuthError, messageLanguage } from '@entra-flows/auth-core';
import { said } from '@entra-flows/sample-kit';
import { statusTexts } from '../server/status-texts.ts';
import type { StatusView } from '../service-status.ts';
import type { ShowContext } from './show-everywhere.ts';

/**
 * Logs each change once, so that the log of a long run does not repeat the same line every minute. Only
 * trouble is logged at each try, with the time of the next one; the pauses between them grow.
 */
export function logChanges({ journal, status }: ShowContext): void {
  status.onChange((view, before) => {
    const { code, trouble, notKept } = view;
    if (code && code !== before.code) {
      journal.notice('sign-in-needed', {
        user_code: code.userCode,
        link: code.verificationUri,
        link_complete: code.verificationUriComplete,
        expires: code.expiresOn,
        why: statusTexts[messageLanguage()].why[code.why] ?? code.why,
        text: code.message,
      });
    }
    if (trouble && trouble !== before.trouble) {
      const unused = before.code !== undefined && !code;
      (unused ? journal.warning : journal.error)(unused ? 'code-unused' : 'trouble', {
        code: trouble.code,
        next_try: trouble.nextTry,
        text: trouble.text,
      });
    }
    if (view.state === 'working' && isNews(view, before)) {
      const isFromCache = !before.username && status.counts.codes === 0;
      const text = isFromCache ? said(SAVED) : undefined;
      journal.notice('working', { username: view.username, text });
    }
    if (notKept !== before.notKept) {
      if (notKept) journal.warning('in-memory-only', { text: notKept });
      else journal.notice('on-disk-again');
    }
  });
  status.onSignIn((username) => journal.notice('signed-in', { username }));
  status.onPollFault(({ wait, error }) => {
    const { code } = classifyAuthError(error);
    journal.warning('no-usable-answer', { code, next_poll_seconds: Math.ceil(wait) });
  });
}

/** Explains a sign-in that this service did not ask for: another program may have brought it. */
const SAVED = {
  en: 'Nobody had to sign in: the token cache holds this sign-in. --sign-out forgets it, --cache FILE uses another cache.',
  ko: '토큰 캐시에 이 로그인이 있어 아무도 로그인하지 않았습니다. --sign-out은 로그인을 지우고, --cache FILE은 다른 캐시를 씁니다.',
};

const isNews = (view: StatusView, before: StatusView) =>
  before.state !== 'working' || before.username !== view.username;
