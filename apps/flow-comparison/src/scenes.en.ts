import type { SceneId, SceneText } from './scenes.ts';

export const scenesEn: Readonly<Record<SceneId, SceneText>> = {
  'first-and-second': {
    title: 'The first run, and the second',
    notes:
      'The first run shows a code and a link. Once it has its token, A starts the second, where the token comes from the cache: no question, and no request but that of the API.',
  },
  'code-or-page': {
    title: 'A code to type, or a page',
    notes:
      'Interactive has three pages and no code to type; device code has five, the first for the code, the fourth to ask whether the user started this. That code could be typed on any device: ask the audience who else could send one.',
  },
  'three-kinds-of-device-code': {
    title: 'Device code in a terminal, in a loop, in a service',
    notes:
      'The same exchanges in three programs; only the polls differ. MSAL polls at once and then at the interval, a loop of its own waits first, and so needs one poll less. The service shows its code in its log and on a page, and is stopped here after its first token; A starts it again, as after a restart.',
  },
  'password-beside-page': {
    title: 'A password in the program',
    notes:
      'One lane shows a page of the authority, the other sends the password itself. Compare who sees the password, and what a second factor would do to each.',
  },
  'silent-renewal': {
    title: 'A renewal without a question',
    notes:
      'A refresh token is exchanged for new tokens. In the source, which opens, the lines that ran are marked: those that would tell a failure, at the end, are not. M enlarges it.',
  },
  'web-and-page': {
    title: 'A web app, and a page without a server',
    notes:
      'Both use a code with PKCE. Show where the tokens end: on the server of one, in the scripts of the other. azpacr is 0 in both: here the web app runs without a secret, too. With one it is 1, with a certificate 2. The page’s token comes later: its lane starts a browser first.',
  },
  'device-code-blocked': {
    notes:
      'The code is issued all the same; the first poll ends with AADSTS53003, before the user has signed in. Interactive works in the lane beside.',
  },
  'device-code-declined': {
    notes:
      'The user signs in, and cancels at the last question. The next poll says so: the terminal ends with the refusal, and does not ask again by itself. The other flow still works. By hand: choose Cancel in one, and sign in to the other.',
  },
  'slow-down': {
    notes:
      'Three polls get slow_down. Each adds 5 s to the pause, for good: 10, 15, 20 s instead of 5. The user is done after 3 s, and the token comes after 45.',
  },
  'redirect-mismatch': {
    notes:
      'AADSTS50011 is on the page alone: the app gets no answer, and gives up at its deadline, here 20 s. Only the stage, which sees the page, then knows the remedy. Device code needs no redirect URI. X stops the wait.',
  },
  'not-a-public-client': {
    notes:
      'A code is still issued and shown: only the first poll says what the registration lacks. The password gets the same answer, with nothing shown to the user before.',
  },
  'refresh-token-revoked': {
    notes:
      'AADSTS50173 on the renewal. The silent program can only say that the user is needed; the other has the user sign in, once.',
  },
  'admin-consent-needed': {
    notes: 'AADSTS90094, and no request to sign in, which would not help.',
  },
  'claims-challenge': {
    notes:
      'The API answers 401 with claims: the arrows lead back to it. A refresh sends them, and the second call succeeds without a question.',
  },
  throttled: {
    notes:
      'The first request for tokens is refused. Both wait for the 10 s of Retry-After, and go on by themselves.',
  },
  outage: {
    notes:
      'A program that holds a token uses it, and only then meets an API that fails, too. A program that needs one hears of a passing fault. Both say to try again; neither sends the user to a sign-in.',
  },
  'html-instead-of-json': {
    notes:
      'The answer has status 200. Both notice that it is not from the authority, keep nothing of it, and say to log in to the network.',
  },
  hang: {
    notes:
      'Each request has a deadline. After a second without an answer the diagram says how long the app still waits; both give up after 15 s, and say so.',
  },
  'policy-blocks': {
    title: 'An administrator blocks the device code flow',
    notes:
      'Scene 7 played the answer; this is a real policy: the code is typed, and the page refuses with AADSTS53003 after the password; the next poll says so to the app. Interactive is not subject to it.',
  },
  'policy-blocks-renewal': {
    title: 'The block, after a sign-in by device code',
    notes:
      'Before the block, the user signed in by device code; now the token is about to run out. Both programs find that sign-in in their cache, and the renewal is refused with AADSTS53003, in interactive too: the sign-in began by device code. S starts both without that sign-in: then interactive works.',
  },
  'policy-mfa': {
    title: 'An administrator requires a second factor',
    notes:
      'The page asks for it, and goes on. The password alone ends with AADSTS50076: it has no page that could ask.',
  },
  'policy-device': {
    title: 'An administrator requires a compliant device',
    notes:
      'A browser cannot prove the device here: AADSTS53000. A broker could; this one is a stand-in.',
  },
  'code-expires': {
    title: 'The code runs out after 15 minutes',
    notes:
      'Once the code is shown, the clock of the emulator goes ahead by 15 minutes: the arrows lead back to that step. The page takes the code no more, and the next poll says that it has expired.',
  },
};
