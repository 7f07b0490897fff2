import type { PlainPage } from '@entra-flows/identity-emulator/testing/plain-browser';

/** The token of the page's sign-out form. */
export const csrfOf = ({ body }: PlainPage): string =>
  /name="csrf" value="([^"]*)"/.exec(body)?.[1] ?? '';
