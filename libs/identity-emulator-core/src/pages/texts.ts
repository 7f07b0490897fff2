/** Every sentence of the pages, so that another language is one more object of this shape. */
export const english = {
  language: 'en',
  product: 'Identity emulator',
  banner: 'Local emulator. Practice accounts only: never type a real password here.',
  errorPrefix: 'Error: ',
  next: 'Next',
  otherAccount: 'Use another account',
  startAgain: 'Enter another code',
  home: {
    title: 'Practice signing in',
    lead: 'This program on your own machine stands in for Microsoft Entra ID, so that sign-in samples run without a tenant and without a network. It is not Microsoft, and its tokens are good nowhere else.',
    enterCode: 'Enter a device code',
    accounts: 'Who can sign in',
    username: 'User name',
    password: 'Password',
    disabled: 'Disabled on purpose: signing in fails.',
    addresses: 'Where things are',
    authority: 'Authority',
    clientId: 'Client ID',
    graph: 'Graph',
    signedIn: 'Signed in with this browser',
    signOut: 'Sign out of all',
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
  },
  password: {
    title: 'Enter the password',
    label: 'Password',
    wrong: 'Wrong password. The start page of this emulator shows the right one.',
    locked: 'Too many wrong passwords. The account is locked for a minute.',
    submit: 'Sign in',
  },
  confirm: {
    title: (app: string) => `Are you trying to sign in to ${app}?`,
    account: 'You are signed in as',
    code: 'Code',
    warning:
      'Go on only if you started this yourself, just now, on a device that you can see. If somebody sent you the code, choose Cancel: whoever holds that device would be signed in as you.',
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
      lead: 'Somebody answered it already. Get a new code from your app if you need another sign-in.',
    },
    disabled: {
      title: 'This account is disabled',
      lead: 'An administrator has to enable it. Sign in with another account.',
    },
    wrongTenant: {
      title: 'This account cannot be used here',
      lead: 'The app asked for accounts of another organization. Sign in with one of those.',
    },
    app: {
      title: 'This app cannot sign anybody in',
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
  problemDetails: 'Details for support',
  errorNumber: {
    title: (code: string) => `AADSTS${code}`,
    missing: 'Add a number to the address, such as ?code=70016.',
    unlisted: 'This emulator does not send this error by itself.',
    sentAs: 'Sent as',
    reference: 'Look it up in the reference of Microsoft',
  },
};

export type Texts = typeof english;
export type ProblemName = keyof Texts['problems'];
