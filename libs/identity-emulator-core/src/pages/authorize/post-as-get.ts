import type { RequestHandler } from 'express';

/** Characters; what is longer does not fit the head of the request that follows. */
const longest = 8 * 1024;

/**
 * Lets an app post its request (OpenID Connect Core 3.1.2.1). The form of another site comes without
 * our cookies (SameSite=Lax), so the browser is told to get the same: then they come.
 */
export const postAsGet: RequestHandler = (request, response, next) => {
  const form = Buffer.isBuffer(request.body) ? request.body.toString() : '';
  const query = new URLSearchParams(form).toString();
  if (query.length > longest) return next(new Error('the posted request is too long'));
  response.redirect(303, `?${query}`);
};
