import type { RequestHandler } from 'express';

/**
 * Answers only requests that name this machine. A page of a stranger's site that resolves its own
 * name to 127.0.0.1 (DNS rebinding) still sends that name as Host.
 *
 * @param port known once the server listens
 */
export function checkHost(port: () => number): RequestHandler {
  let allowed: string[] | undefined;
  return (request, response, next) => {
    allowed ??= ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port()}`);
    if (allowed.includes(request.headers.host?.toLowerCase() ?? '')) return next();
    const text = `This identity emulator answers only as https or http://localhost:${port()}.\n`;
    response.status(421).type('text/plain').set('connection', 'close').send(text);
  };
}
