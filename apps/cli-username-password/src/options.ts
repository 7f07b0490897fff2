/** The options that only this sample has. */
export const ownOptions = {
  'password-fd': {
    type: 'number',
    value: 'NUMBER',
    range: [0, 1023],
    help: 'read the password from this file descriptor; a hidden prompt when missing',
  },
} as const;
