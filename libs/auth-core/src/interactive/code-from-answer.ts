import { ClientAuthError } from '@azure/msal-node';
import { serverError } from '../msal/server-error.ts';
import type { ResponseMode } from './answer-receiver.ts';
import type { AuthorizationAnswer } from './read-callback.ts';

/**
 * The code of an answer.
 *
 * A code in the address stays in the browser's history, so it is refused, as MSAL refuses it, where
 * the authority was asked for a form.
 *
 * @throws {ServerError | InteractionRequiredAuthError} what the authority said, for instance
 *   `access_denied` for a person who cancels
 * @throws {ClientAuthError} `loopback_server_query_response_not_supported`
 */
export function codeFromAnswer(
  { parameters, byQuery }: AuthorizationAnswer,
  asked: ResponseMode,
): string {
  const code = parameters.get('code');
  if (parameters.get('error') || !code) throw answeredError(parameters);
  if (!byQuery || asked === 'query') return code;
  throw new ClientAuthError(
    'loopback_server_query_response_not_supported',
    '',
    'the authority sent the code in the address although a form was asked for; it was not used',
  );
}

/** The same classes, and the same AADSTS text, as for an error of the token endpoint. */
function answeredError(parameters: URLSearchParams): Error {
  const { error_subcode: subcode, ...body } = Object.fromEntries(parameters);
  const text = JSON.stringify({ suberror: subcode, ...body });
  return serverError({ status: 400, headers: {}, text });
}
