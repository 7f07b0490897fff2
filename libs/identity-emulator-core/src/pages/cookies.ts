import type { Request, Response } from 'express';

/** A cookie of these pages, if there is one of the right form. */
export function cookieOf(
  request: Request,
  origin: string,
  name: string,
  form: RegExp,
): string | undefined {
  const start = `${fullName(origin, name)}=`;
  const found = (request.get('cookie') ?? '').split('; ').find((one) => one.startsWith(start));
  const value = found?.slice(start.length);
  return value !== undefined && form.test(value) ? value : undefined;
}

/** @param maxAge seconds; until the browser is closed when absent */
export function setCookie(
  response: Response,
  origin: string,
  name: string,
  value: string,
  maxAge?: number,
): void {
  const life = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  response.append(
    'set-cookie',
    `${fullName(origin, name)}=${value}; Path=/${life}; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** With the port, since a browser sends the cookies of `localhost` to every port. */
const fullName = (origin: string, name: string): string =>
  `emulator-${name}-${new URL(origin).port}`;
