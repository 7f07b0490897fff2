/**
 * Where the sign-in page comes back to. It hands the answer to the page that waits for it, and
 * starts nothing else: in a popup window the app would run a second time.
 *
 * @see https://learn.microsoft.com/entra/msal/javascript/browser/redirect-bridge
 */
import type { NavigationClient } from '@azure/msal-browser';
import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
import { ANSWERED } from './tidy-address.ts';
import { showTexts, texts } from './view/texts.ts';

showTexts();
document.title = texts.signingIn;

/** Tells the page that there was an answer: its storage may have lost the request. */
const backToPage: Pick<NavigationClient, 'navigateInternal' | 'navigateExternal'> = {
  navigateInternal(address) {
    location.replace(new URL(ANSWERED, address));
    return new Promise(() => {});
  },
  navigateExternal: () => Promise.resolve(false),
};

const hasAnswer = /[#?&](?:code|error)=/.test(location.href);
broadcastResponseToMainFrame(backToPage as NavigationClient).then(
  // The window closes by itself, where the browser lets it.
  () => say(texts.handedOn),
  () => say(hasAnswer ? texts.strange : texts.nothing),
);

function say(text: string): void {
  const status = document.querySelector('#status');
  if (status) status.textContent = text;
  document.title = text; // MSAL has put a title of its own there
}
