import type { CodeRemedy } from './remedy.ts';

/** Codes that the authority sends, or that end a flow. Bare numbers are AADSTS codes; a key may list several. */
export const flowCodesEn = {
  '65001': [
    'Nobody has consented to what this app asks for.',
    'Sign in with a flow that shows a page and accept, or ask an administrator to grant consent.',
  ],
  '65004 AADB2C90091': [
    'You cancelled on the sign-in page, or declined what the app asks for.',
    'Sign in again, and accept if you are asked.',
  ],
  '90094 90093 90099': [
    'The app asks for permissions that only an administrator may grant.',
    'Ask one to open API permissions in the app registration and grant admin consent.',
  ],
  '90095': [
    'An administrator must approve the app; the page lets you ask for that.',
    'Send the request on the page, and sign in again once it is approved.',
  ],
  '50076 50074 50078': [
    'A second factor is needed for this resource.',
    'Sign in again with a flow that shows a page, and confirm with the second factor.',
  ],
  '50079 50072': [
    'A second factor is demanded, and this account has none yet.',
    'Set one up at https://aka.ms/mfasetup, then sign in again.',
  ],
  '50158': [
    'Terms of use or an external second factor are not yet passed.',
    'Sign in again with a flow that shows a page.',
  ],
  '500121': [
    'The second factor was refused or not answered in time.',
    'Sign in again and confirm the request, or choose another method.',
  ],
  '50126 AADB2C90052 AADB2C90054 AADB2C90225 MSIS7065 MSIS9659': [
    'User name or password is wrong.',
    'Check both. If they are right, the account may be federated or need a sign-in page.',
  ],
  '50055': [
    'The password has expired.',
    'Change it at https://myaccount.microsoft.com (in a national cloud: at its own page), then sign in again.',
  ],
  '50053 500532 AADB2C90114': [
    'Too many wrong passwords were entered, or this address is blocked.',
    'Wait ten minutes and try once, or reset the password at https://aka.ms/sspr.',
  ],
  '50057': ['An administrator has disabled this account.', 'Ask the administrator to enable it.'],
  '50034': [
    'No account with this name exists in this tenant.',
    'Check the user name (name@domain), or sign in with another account.',
  ],
  '50020': [
    'The account belongs to another tenant and is not a guest in this one.',
    "Sign in with an account of this tenant, use the account's own tenant as authority, or ask for an invitation.",
  ],
  '50105': [
    'The app is open to assigned users only, and this account is not one of them.',
    'Ask the administrator: Enterprise applications > the app > Users and groups > Add.',
  ],
  '50058 AADB2C90077': [
    'Nobody is signed in, so nothing can be done silently.',
    'Sign in with a flow that shows a page.',
  ],
  '70016 authorization_pending': [
    'The code has been given out, and nobody has finished with it.',
    'Open the link, enter the code and sign in; this program goes on by itself.',
  ],
  '70019 70020 expired_token code_expired device_code_expired': [
    'The code expired before somebody finished the sign-in; it lives about 15 minutes.',
    'Run the program again and enter the new code at once.',
  ],
  device_code_mismatch: [
    'The saved device code is for another client, authority or set of scopes, so it was not sent.',
    'Start a new sign-in.',
    'A sign-in that was begun earlier cannot go on.',
  ],
  '70017 700171 authorization_declined': [
    'Somebody chose "Cancel" on the page where the code is entered.',
    'Run the program again if that was a mistake.',
  ],
  user_timeout_reached: [
    'Nobody finished the sign-in within the time that this program allows.',
    'Run it again, or give it more time.',
  ],
  'device_code_polling_cancelled AbortError ABORT_ERR': [
    'This program was told to stop waiting.',
    'Run it again when you are ready.',
  ],
  user_canceled: [
    'The wait for the sign-in was ended, or its window was closed.',
    'Start again when you are ready.',
  ],
  access_denied: [
    'The sign-in was declined, or this account may not use the app.',
    'Start again and accept, or sign in with another account.',
  ],
  '53003 530032': [
    'Conditional access does not allow this app, place, device or flow; device code is often blocked.',
    'Show this message to the administrator: the sign-in log names the policy (tab Conditional Access), and the policy can exclude users.',
  ],
  '530035': [
    'Security defaults of the tenant block this kind of sign-in.',
    'Use a flow that shows a page on this machine.',
  ],
  '530036': [
    'The session began with a device code or was transferred, and a policy now blocks such sessions.',
    'Sign in again in the browser of this machine.',
  ],
  '53000 530003 53001': [
    'The device is not managed, not compliant, or not joined, or this flow cannot show that it is.',
    'Enrol it in the Company Portal, and sign in with the browser or the broker of that device.',
  ],
  '53002 530021': [
    'Only approved apps may get this data.',
    'Ask the administrator whether this app can be approved: the sign-in log names the policy (tab Conditional Access).',
  ],
  '53004 530034': [
    'Signs of misuse were seen, so the account may not go on.',
    'Sign in from a usual place, or ask the administrator to review the risk.',
  ],
  '50097': [
    'The device must identify itself, which a device code or a password cannot do.',
    'Sign in with the browser or the broker of a registered device.',
  ],
  '70043 70044': [
    'The organization asks for a new sign-in after some time, and that time is over.',
    'Sign in again.',
  ],
  '700082 70008 700084 700081 AADB2C90080 MSIS9615': [
    'The saved sign-in was not used for too long, or is past its lifetime.',
    'Sign in again.',
  ],
  '50173 50132 50133 AADB2C90129': [
    'The saved sign-in was revoked: the password changed, or an administrator ended all sessions.',
    'Sign in again.',
  ],
  '54005': ['The code of the browser was used twice.', 'Sign in again, in one window.'],
  '90055 50196 AADB2C90244 http_429 throttled_locally': [
    'Too many requests came from this app or tenant.',
    'Wait some minutes; then try once. A program must honour Retry-After.',
  ],
  '530033': [
    'A conditional access policy blocks this way of signing in, most often the device code.',
    'Sign in with the browser or the broker of this machine, or show this message to the administrator, whose policy can exclude users.',
  ],
  '50209 53012': [
    "A policy of the tenant refused this sign-in; Microsoft's list does not explain the number.",
    'Show this message to the administrator: the sign-in log names the policy (tab Conditional Access), and the policy can exclude users.',
  ],
  AADB2C90118: [
    'You chose "Forgot your password?" on the sign-in page.',
    'Reset the password on the page that this program or your organization offers for it, then sign in again.',
  ],
} as const satisfies Record<string, CodeRemedy>;
