/** The web API refused, or something else answered; the token is fine. For people. */
export const apiAnswerError = (status: number): Error =>
  new Error(
    `The web API did not do it: it answered HTTP ${status}${status < 300 ? ' with something that is no JSON' : ''}.
Why: The token was obtained; it is the API, or something between, that fails.
Next: Try again later. If your network has a login page, log in there first.
Code api_error`,
  );
