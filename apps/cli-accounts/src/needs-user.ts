import { ClientAuthError } from '@azure/msal-node';
import {
  AuthCoreError,
  type AskUser,
  classifyAuthError,
  messageLanguage,
  type UiRequiredClassification,
} from '@entra-flows/auth-core';
import { said, writeLine } from '@entra-flows/sample-kit';

/**
 * What a program does about a silent call that failed. A program with a flow of its own runs it; for the
 * last two it says instead why that does not help.
 *
 * @see https://learn.microsoft.com/entra/msal/dotnet/advanced/exceptions/msal-error-handling
 */
const advice: Record<'en' | 'ko', Readonly<Record<UiRequiredClassification, string>>> = {
  en: {
    None: 'sign in by the interactive flow or by device code.',
    AcquireTokenSilentFailed: 'sign in by the interactive flow or by device code.',
    PromptNeverFailed: 'sign in by the interactive flow, which shows the page.',
    BasicAction:
      'sign in by the interactive flow or by device code, and confirm what the page asks.',
    ConsentRequired:
      'sign in by the interactive flow or by device code, and accept what the app asks for.',
    UserPasswordExpired: 'sign in by the interactive flow, which lets you change the password.',
    AdditionalAction:
      'the interactive flow shows what has to be done outside of the sign-in page first.',
    MessageOnly:
      'the interactive flow shows why this cannot work now; signing in again does not change it.',
  },
  ko: {
    None: '대화형 흐름이나 디바이스 코드로 로그인하세요.',
    AcquireTokenSilentFailed: '대화형 흐름이나 디바이스 코드로 로그인하세요.',
    PromptNeverFailed: '페이지를 보여 주는 대화형 흐름으로 로그인하세요.',
    BasicAction: '대화형 흐름이나 디바이스 코드로 로그인하고, 페이지가 묻는 것을 확인하세요.',
    ConsentRequired: '대화형 흐름이나 디바이스 코드로 로그인하고, 앱의 요청을 수락하세요.',
    UserPasswordExpired: '암호를 바꿀 수 있는 대화형 흐름으로 로그인하세요.',
    AdditionalAction: '로그인 페이지 밖에서 먼저 할 일을 대화형 흐름이 보여 줍니다.',
    MessageOnly: '지금 안 되는 이유를 대화형 흐름이 보여 줍니다. 다시 로그인해도 바뀌지 않습니다.',
  },
};

/**
 * Takes the place of a flow in a program that must not ask the user.
 *
 * @throws why the silent call failed; `account_not_found` when no account of the cache has the name
 *   that was asked for; `no_account_found` when the cache is empty
 */
export const needsUser: AskUser = ({ loginHint }, cause) => {
  const reason: unknown =
    cause ??
    (loginHint
      ? new AuthCoreError(
          'account_not_found',
          said({
            en: 'no account of the token cache fits',
            ko: '토큰 캐시에 맞는 계정이 없습니다',
          }),
        )
      : new ClientAuthError('no_account_found', ''));
  const { classification = 'None' } = classifyAuthError(reason);
  const next = advice[messageLanguage()][classification];
  const line = said({
    en: `The user is needed: ${next}`,
    ko: `사용자가 로그인해야 합니다. ${next}`,
  });
  writeLine(line);
  return Promise.reject(reason);
};
