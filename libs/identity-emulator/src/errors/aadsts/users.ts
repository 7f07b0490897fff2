import { invalidGrant, secondFactor, type AadstsEntry } from './shapes.ts';

/** Users who may not sign in, or must do something first. */
export const users: Readonly<Record<number, AadstsEntry>> = {
  16000: {
    status: 400,
    oauth: 'interaction_required',
    text: 'Several accounts are signed in, and none was chosen.',
  },
  500121: {
    ...secondFactor,
    text: 'Authentication failed during the strong authentication request.',
  },
  50020: {
    ...invalidGrant,
    text: "User account '{0}' does not exist in tenant '{1}' and cannot access the application '{2}' in that tenant. Add the account as a guest there, or sign in with another account.",
  },
  50034: { ...invalidGrant, text: "The user account '{0}' does not exist in this directory." },
  50053: { ...invalidGrant, text: 'The account is locked: too many wrong passwords were tried.' },
  50055: {
    ...invalidGrant,
    suberror: 'user_password_expired',
    text: 'The password has expired.',
  },
  50057: { ...invalidGrant, text: 'The user account is disabled.' },
  50058: { status: 400, oauth: 'login_required', text: 'No user is signed in.' },
  50074: { ...secondFactor, claims: true, text: 'Strong authentication is required.' },
  50076: {
    ...secondFactor,
    claims: true,
    text: 'Due to a change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
  },
  50079: {
    ...secondFactor,
    claims: true,
    text: 'You must enroll in multi-factor authentication to go on.',
  },
  50105: { ...invalidGrant, text: 'The signed-in user is not assigned to a role for the app.' },
  50107: {
    ...invalidGrant,
    text: "The requested federation realm object '{0}' does not exist.",
  },
  50126: { ...invalidGrant, text: 'Wrong user name or password.' },
  51004: {
    ...invalidGrant,
    text: "The user account '{0}' does not exist in the directory '{1}'. To sign in to this application, the account must be added to the directory.",
  },
  53000: {
    status: 400,
    oauth: 'interaction_required',
    suberror: 'additional_action',
    text: 'Your device does not comply with the policy that protects this resource.',
  },
  53003: {
    ...invalidGrant,
    suberror: 'message_only',
    text: 'Access was blocked by Conditional Access policies: they do not allow a token here.',
  },
  65001: {
    ...invalidGrant,
    suberror: 'consent_required',
    text: 'The user or administrator has not consented to the use of this application.',
  },
  65004: { status: 400, oauth: 'access_denied', text: 'The user declined to consent to the app.' },
  90094: { ...invalidGrant, text: 'An administrator must consent to this application.' },
};
