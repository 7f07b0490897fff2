import type { RequestHandler } from 'express';
import { said } from '@entra-flows/sample-kit';
import type { Web } from './web-app.ts';

/** The request was meant for another host. */
export class WrongHostError extends Error {
  override readonly name = 'WrongHostError';
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Answers under the app's own name only: a page of another site can make a browser connect here
 * under a name of that site's (DNS rebinding).
 */
export function onlyOwnHost({
  address,
  settings,
}: Pick<Web, 'address' | 'settings'>): RequestHandler {
  const { host: own, protocol } = new URL(address);
  return (request, response, next) => {
    const given = hostOf(request.headers.host, protocol);
    if (given?.host === own) return next();
    const isHere =
      given !== undefined &&
      LOOPBACK.includes(given.hostname) &&
      Number(given.port || 80) === request.socket.localPort;
    // A proxy on this machine may put its target in the place of the name.
    if (isHere && settings.publicUrl) return next();
    // The sign-in comes back to `localhost`, which has other cookies.
    if (isHere && request.method === 'GET') {
      return void response.redirect(307, address + request.originalUrl.replace(/^[^/]*/, ''));
    }
    throw new WrongHostError();
  };
}

/** @param protocol - whose default port may be named, or left out */
function hostOf(host: string | undefined, protocol: string): URL | undefined {
  const isPlain = host !== undefined && !/[/@?#\s\\]/.test(host);
  return isPlain && URL.canParse(`${protocol}//${host}`)
    ? new URL(`${protocol}//${host}`)
    : undefined;
}

/** Logs once that no user can sign in: cookies are for https, and the proxy does not say that it is. */
export function warnOfPlainHttp({ settings, log }: Pick<Web, 'settings' | 'log'>): RequestHandler {
  let isTold = settings.publicUrl?.protocol !== 'https:';
  return (request, _response, next) => {
    if (!isTold && !request.secure) {
      isTold = true;
      log(
        said({
          en:
            'A request came without "X-Forwarded-Proto: https", although PUBLIC_URL begins with https:. ' +
            'Browsers get no cookies that way, and no user can sign in. Let the proxy send this header.',
          ko:
            'PUBLIC_URL은 https:로 시작하는데 "X-Forwarded-Proto: https" 없이 요청이 왔습니다. ' +
            '그러면 브라우저가 쿠키를 받지 못해 아무도 로그인할 수 없습니다. 프록시가 이 헤더를 보내게 하세요.',
        }),
      );
    }
    next();
  };
}
