/**
 * Where the sign-in page comes back to. It hands the answer to the page that waits for it, and
 * starts nothing else: in a popup window the app would run a second time.
 *
 * @see https://learn.microsoft.com/entra/msal/javascript/browser/redirect-bridge
 */
import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';

broadcastResponseToMainFrame().catch(() => {
  const status = document.querySelector('#status');
  if (status)
    status.textContent = 'There is nothing to do here: this page is where a sign-in comes back to.';
});
