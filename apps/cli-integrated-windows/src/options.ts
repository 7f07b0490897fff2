/** The options that only this sample has. */
export const ownOptions = {
  username: {
    type: 'string',
    value: 'NAME',
    help: 'user name in Entra; default: the user of the ticket',
  },
  'no-browser': {
    type: 'boolean',
    help: 'only print the link of the page that asks for a second factor',
  },
  browser: { type: 'string', value: 'PROGRAM', help: 'open that link with this program' },
} as const;
