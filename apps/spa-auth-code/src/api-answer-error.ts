/** The web API refused, or something else answered; the token is fine. The message is for users. */
export function apiAnswerError({ status, headers }: Response, text: string): Error {
  const [why, next] = reasons(status, headers.get('retry-after'), text);
  return new Error(
    `The web API did not do it: it answered HTTP ${status}${status < 300 ? ' with something that is no JSON' : ''}.
Why: The token was obtained; ${why}
Next: ${next}
Code api_error`,
  );
}

function reasons(status: number, pause: string | null, text: string): [why: string, next: string] {
  // RFC 6585, section 5; older servers say the same with 400, in words of their own.
  const says = /headers?\b.{0,40}\btoo (?:long|large|big)|request too long/is;
  if (status === 431 || (status === 400 && says.test(text.slice(0, 4000))))
    return [
      'it is too large for this API, which takes less in a header.',
      'Have the limit of the API raised, or fewer group and role claims put into the token.',
    ];
  const why = 'it is the API, or something between, that fails.';
  if (pause && /^\d{1,5}$/.test(pause))
    return [why, `Wait at least ${pause} seconds, then try again.`];
  return [why, 'Try again later. If your network has a login page, log in there first.'];
}
