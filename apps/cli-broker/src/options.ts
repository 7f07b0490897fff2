/** The options that only this sample has. */
export const ownOptions = {
  'no-broker': { type: 'boolean', help: 'go straight to the browser' },
  'force-broker': {
    type: 'boolean',
    help: 'ask the broker whatever this machine and the authority look like',
  },
  'broker-timeout': {
    type: 'number',
    value: 'SECONDS',
    range: [1, 86_400],
    help: 'how long the broker may take, its window included, before the browser is used (120)',
  },
  'window-handle': {
    type: 'string',
    value: 'NUMBER',
    help: 'the native handle of the window that the window of the broker is to lie over',
  },
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
