import type { LocalText } from '../../directory/directory.ts';

/** Every sentence of the pages; another language is one more file of this shape. */
export const english = {
  language: 'en' as keyof LocalText,
  languageName: 'English',
  product: 'Identity emulator',
  banner: 'Local emulator. Practice accounts only: never type a real password here.',
  errorPrefix: 'Error: ',
  next: 'Next',
  otherAccount: 'Use another account',
  startAgain: 'Enter another code',
  startPage: 'Start page',
  home: {
    title: 'Practice signing in',
    lead: 'This program on your own machine stands in for Microsoft Entra ID, so that sign-in samples run without a tenant and without a network. It is not Microsoft, and its tokens are good nowhere else.',
    enterCode: 'Enter a device code',
    accounts: 'Who can sign in',
    username: 'User name',
    password: 'Password',
    addresses: 'Where things are',
    authority: 'Authority',
    clientId: 'Client ID',
    graph: 'Graph',
    arm: 'Azure Resource Manager',
    signedIn: 'Signed in with this browser',
    signOut: 'Sign out of all',
    consents: 'Apps that have your consent',
    changed: 'The password was changed at a sign-in; this one is good no more.',
  },
  enterCode: {
    title: 'Enter the code',
    lead: 'Type the code that your app or device shows.',
    label: 'Code',
    hint: 'Nine letters. Capitals, spaces and hyphens do not matter.',
    complete: 'Check that this is the code on your device before you go on.',
    missing: 'Type the code first.',
    unknown: 'There is no such code, or it has expired. Check it, or get a new one from your app.',
    tooMany: 'Too many wrong codes. Wait ten minutes, then try again.',
  },
  pickAccount: {
    title: 'Pick an account',
    lead: 'Who is signing in?',
  },
  username: {
    title: 'Sign in',
    lead: (app: string) => `to continue to ${app}`,
    label: 'User name',
    missing: 'Type a user name, such as adele@contoso.example.',
    unknown: 'There is no such account here. Check the name; the practice accounts are below.',
    practice: 'Practice accounts',
    oneClick: 'Click one to fill in its name and password.',
  },
  password: {
    title: 'Enter the password',
    label: 'Password',
    wrong: 'Wrong password. The line below the field helps.',
    changed: 'It was changed at an earlier sign-in: use the new one.',
    guessed: 'Too many wrong passwords. The account is locked for a minute.',
    locked:
      'The account is locked. An administrator has to unlock it; another password will not help.',
    practice: 'The practice password:',
    fill: 'Fill it in',
    submit: 'Sign in',
  },
  adfs: {
    title: (domain: string) => `Sign in at ${domain}`,
    lead: 'This page plays the AD FS of the organization: it knows the password, and Entra does not.',
    wrong: 'Wrong user name or password. The start page of this emulator shows the right ones.',
    continueSignIn: 'Going back to the sign-in',
  },
  newPassword: {
    title: 'Choose a new password',
    lead: 'The password of this account has expired. The new one is kept by this emulator only.',
    current: 'Current password',
    fresh: 'New password',
    again: 'New password again',
    hint: 'At least 8 characters. Invent one: never type a real password here.',
    wrong: 'The current password is wrong.',
    weak: 'The new password needs at least 8 characters, and must differ from the current one.',
    different: 'The two new passwords differ. Type the same one twice.',
    submit: 'Change password',
  },
  secondFactor: {
    phone: 'Practice phone',
    phoneLead:
      'A real sign-in asks the phone of its owner. This part of the page plays that phone.',
    deny: 'Deny',
    again: 'Ask the phone again',
  },
  authenticatorNumber: {
    title: 'Approve the sign-in on your phone',
    lead: 'Type this number into the authenticator app:',
    label: 'Number that the sign-in shows',
    approve: 'Approve',
    wrong: 'That is not the number above.',
  },
  oneTimeCode: {
    title: 'Enter the one-time code',
    lead: 'Type the six digits that your phone shows.',
    shown: 'The code now is',
    label: 'One-time code',
    submit: 'Verify',
    wrong: 'That is not the code, or it is too old. Type the one that the phone shows now.',
  },
  staySignedIn: {
    title: 'Stay signed in?',
    lead: 'Then this browser asks for no password when it is opened again. Say No on a machine that others use.',
    yes: 'Yes',
    no: 'No',
  },
  consent: {
    title: 'Permissions requested',
    lead: (app: string) => `${app} would like to:`,
    openid: 'Sign you in',
    profile: 'See your name and user name',
    email: 'See your email address',
    offline_access: 'Keep access to what you give it access to',
    warning:
      'Accept only if you trust the app: it can do this as you, also while you are away, until the consent is taken back.',
    forAll: 'Consent for all users in the organization',
    accept: 'Accept',
    cancel: 'Cancel',
  },
  adminConsent: {
    title: 'Permissions requested for your organization',
    lead: (app: string, tenant: string) =>
      `${app} would like to do this for all users in ${tenant}:`,
    warning: 'If you accept, no other user in the organization is asked.',
  },
  needsAdmin: {
    title: 'Approval of an administrator needed',
    lead: (app: string) =>
      `${app} asks for a permission that only an administrator can give. Ask one, or sign in as one.`,
    asAdmin: 'Sign in as an administrator',
    goBack: 'Go back without consent',
  },
  consents: {
    title: 'Apps that have your consent',
    lead: 'An app whose consent was taken back asks again at the next sign-in.',
    none: 'There is none, or no user is signed in with this browser.',
    forAll: (tenant: string) => `For all users in ${tenant}`,
    takeBack: 'Take back',
  },
  signOut: {
    title: 'Which account do you want to sign out of?',
    all: 'All accounts',
  },
  signedOut: {
    title: 'You are signed out',
    lead: 'You can close this window. Apps keep the tokens that they have until they sign out too.',
  },
  confirm: {
    title: (app: string) => `Are you trying to sign in to ${app}?`,
    account: 'You are signed in as',
    code: 'Code',
    warning:
      'Go on only if you started this yourself, just now, on a device that you can see. If someone sent you the code, choose Cancel: the owner of that device would be signed in as you.',
    go: 'Continue',
    cancel: 'Cancel',
  },
  goBack: {
    title: 'Going back to the app',
    lead: 'If nothing happens, choose Continue.',
    go: 'Continue',
  },
  done: {
    title: 'You are signed in',
    lead: (app: string) => `${app} goes on by itself on your device. You can close this window.`,
  },
  cancelled: {
    title: 'You cancelled',
    lead: (app: string) => `${app} was not signed in, and its code is used up.`,
  },
  problems: {
    expired: {
      title: 'The code has expired',
      lead: 'Get a new code from your app, then enter that one.',
    },
    used: {
      title: 'The code was already used',
      lead: 'It was answered already. Get a new code from your app if you need another sign-in.',
    },
    ended: {
      title: 'No app waits for this code any more',
      lead: 'The sign-in was refused meanwhile, and the app says why. You can close this page; a new code may be refused too.',
    },
    disabled: {
      title: 'This account is disabled',
      lead: 'An administrator has to enable it. Sign in with another account.',
    },
    locked: {
      title: 'This account is locked',
      lead: 'An administrator has to unlock it. Sign in with another account.',
    },
    wrongTenant: {
      title: 'This account cannot be used here',
      lead: 'The app asked for accounts of another organization, or of another kind (work or personal). Sign in with one of those.',
    },
    federation: {
      title: 'Your organization could not sign you in',
      lead: 'What its AD FS sent was not accepted. Start again; if that does not help, tell its administrator what stands below.',
    },
    blocked: {
      title: 'A policy does not allow this sign-in',
      lead: 'Your password was right, but conditional access of your organization blocks this way of signing in. Use another way, or ask your administrator.',
    },
    denied: {
      title: 'The request was denied',
      lead: 'The phone said no, or the number or code was wrong too often. No user was signed in. If you did not start this, someone knows your password: change it.',
    },
    signOutAddress: {
      title: 'You are signed out',
      lead: 'The app wanted you back at an address that is not registered for it, so you stay here.',
    },
    app: {
      title: 'This app cannot sign users in',
      lead: 'What it asked for does not fit its registration, so it was not answered. Tell its developers what stands below.',
    },
    lostFlow: {
      title: 'This sign-in is over',
      lead: 'It was finished, took too long, or began in another browser. Start again from your app or device.',
    },
    strangeForm: {
      title: 'This form cannot be taken',
      lead: 'It did not come from a page of this browser session. Open the page again and repeat.',
    },
    notFound: { title: 'There is no such page', lead: 'Check the address.' },
    fault: { title: 'The emulator failed', lead: 'Its log says more. Try again.' },
  },
  details: {
    title: 'Details for support',
    correlationId: 'Correlation ID',
    time: 'Timestamp',
  },
  errorNumber: {
    title: (code: string) => `AADSTS${code}`,
    missing: 'Add a number to the address, such as ?code=70016.',
    unlisted: 'This emulator does not send this error by itself.',
    sentAs: 'Sent as',
    reference: 'Look it up in the reference of Microsoft',
  },
};

/** The texts of one language. */
export type Texts = typeof english;
