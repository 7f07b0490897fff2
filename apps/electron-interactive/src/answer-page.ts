import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { explainAuthError } from '@entra-flows/auth-core';
import { apiNames, type ApiName, channels, type SessionApi, type Outcome } from './session-api.ts';
import type { UserSession } from './user-session.ts';
import { isOwnPage } from './own-page.ts';

/**
 * Answers the page, and no other sender: each message must come from the top frame of the app's own page
 * and have the very shape that its function has.
 *
 * @see https://www.electronjs.org/docs/latest/tutorial/security (items 17 and 20)
 */
export function answerPage(ipcMain: IpcMain, userSession: UserSession): void {
  const answer = <Name extends Exclude<keyof SessionApi, 'onState'>>(
    name: Name,
    isShape: (given: unknown[]) => given is Parameters<SessionApi[Name]>,
    act: (...given: Parameters<SessionApi[Name]>) => unknown,
  ) => {
    ipcMain.handle(
      channels[name],
      async (event, ...given: unknown[]): Promise<Outcome<unknown>> => {
        if (!isFromOwnPage(event)) return refused('it does not come from the page of this app');
        if (!isShape(given)) return refused(`it is not what ${name} takes`);
        try {
          return { value: await act(...given) };
        } catch (error) {
          return { problem: explainAuthError(error, { flow: 'interactive' }) };
        }
      },
    );
  };
  answer('getState', isNothing, () => userSession.state());
  answer('signIn', isNothing, () => userSession.signIn());
  answer('cancel', isNothing, () => userSession.cancel());
  answer('chooseAccount', isAccountId, (id) => userSession.chooseAccount(id));
  answer('signOut', isYesOrNo, (everywhere) => userSession.signOut(everywhere));
  answer('callApi', isApiName, (name) => userSession.callApi(name));
}

function isFromOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}

const refused = (why: string) => ({ problem: `The message was refused: ${why}.` });

const isNothing = (given: unknown[]): given is [] => given.length === 0;
const isOne = (given: unknown[]) => given.length === 1;
const isYesOrNo = (given: unknown[]): given is [boolean] =>
  isOne(given) && typeof given[0] === 'boolean';
const isApiName = (given: unknown[]): given is [ApiName] =>
  isOne(given) && apiNames.some((name) => name === given[0]);
/** `{oid}.{tid}`, both GUIDs. */
const isAccountId = (given: unknown[]): given is [string] =>
  isOne(given) && typeof given[0] === 'string' && /^[\w-]{1,100}\.[\w-]{1,100}$/.test(given[0]);
