/** The options that only this sample has. */
export const ownOptions = {
  'no-browser': { type: 'boolean', help: 'only print the link of the sign-in page' },
  browser: {
    type: 'string',
    value: 'PROGRAM',
    help: 'open the link with this program (no arguments), whatever this machine looks like',
  },
  timeout: {
    type: 'string',
    value: 'SECONDS',
    help: 'how long to wait for the sign-in in the browser (300)',
  },
  'login-hint': {
    type: 'string',
    value: 'NAME',
    help: 'the name to fill in; --account when missing',
  },
  prompt: {
    type: 'string',
    value: 'WORD',
    oneOf: ['login', 'select_account', 'consent'],
    help: 'ask again although there is a session: login, select_account or consent',
  },
  port: {
    type: 'number',
    value: 'NUMBER',
    range: [1, 65_535],
    help: 'of the loopback address that the browser comes back to; any free one when missing',
  },
} as const;
