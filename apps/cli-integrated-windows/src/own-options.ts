import type { OwnOptions } from '@entra-flows/sample-kit';

/** What only this sample has. */
export const ownOptions = {
  username: {
    type: 'string',
    value: 'NAME',
    help: 'who signs in, as Entra knows them; default: whom the ticket is for',
  },
  'no-browser': {
    type: 'boolean',
    help: 'only print the link of the page that asks for a second factor',
  },
  browser: { type: 'string', value: 'PROGRAM', help: 'open that link with this program' },
} as const satisfies OwnOptions;
