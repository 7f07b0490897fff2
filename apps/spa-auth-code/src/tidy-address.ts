/** Put into the address by redirect.html: the sign-in page has answered, and this page goes on with it. */
export const ANSWERED = '#answered';

/**
 * Takes out of the address what only the way back has put there: the mark of an answer, and the
 * `state` that comes back from the authority's sign-out page. A reload finds neither.
 *
 * @returns whether the sign-in page has answered
 */
export function tidyAddress(): boolean {
  const url = new URL(location.href);
  const isAnswered = url.hash === ANSWERED;
  if (isAnswered) url.hash = '';
  url.searchParams.delete('state');
  if (url.href !== location.href) history.replaceState(history.state, '', url);
  return isAnswered;
}
