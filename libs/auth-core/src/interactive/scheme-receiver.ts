import {
  type AnswerReceiver,
  type AuthorizationAnswer,
  matchAnswerToState,
} from './read-callback.ts';

/** A scheme of the program's own, which the system opens the program with. */
export interface SchemeRedirect {
  /** As it is registered, for instance `msal00001111-aaaa-2222-bbbb-3333cccc4444://auth`. */
  uri: string;
  /**
   * Hands every address that the system opens the program with to `take`, from whatever source.
   *
   * @returns stops that
   */
  listen(take: (address: string) => void): () => void;
}

/**
 * Waits for the system to open this program with the answer to an authorization request.
 *
 * Any program and any page can open such an address, and any program can register the scheme: only
 * `state` makes it the answer, and only PKCE keeps a code that went elsewhere from being used.
 *
 * @see RFC 8252, 7.1 and 8.6
 */
export function openSchemeReceiver({ uri, listen }: SchemeRedirect, state: string): AnswerReceiver {
  let resolve: (answer: AuthorizationAnswer) => void = () => undefined;
  const answer = new Promise<AuthorizationAnswer>((settle) => {
    resolve = settle;
  });
  // Not inside the promise: nothing waits for it yet, and a failure to listen would end the process.
  const stop = listen((address) => {
    const parameters = parametersOf(address, uri);
    const answered = parameters && matchAnswerToState(parameters, true, state);
    if (answered && !('refused' in answered)) resolve(answered);
  });
  return {
    redirectUri: uri,
    // An address is all that the system passes on.
    responseMode: 'query',
    answer,
    async finish() {
      stop();
    },
  };
}

/** Browsers write `://auth?…` and `://auth/?…` for the same. */
function parametersOf(address: string, uri: string): URLSearchParams | undefined {
  const [place = '', query] = address.split(/\?(.*)/s);
  const isOurs = place.replace(/\/$/, '').toLowerCase() === uri.toLowerCase();
  return isOurs ? new URLSearchParams(query?.replace(/#.*$/s, '')) : undefined;
}
