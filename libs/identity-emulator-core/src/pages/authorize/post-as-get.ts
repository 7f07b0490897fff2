import type { RequestHandler } from 'express';

/**
 * Lets an app post its request (OpenID Connect Core 3.1.2.1). The form of another site comes without
 * our cookies (SameSite=Lax), so the browser is told to get the same: then they come.
 */
export const postAsGet: RequestHandler = (request, response) => {
  const form = Buffer.isBuffer(request.body) ? request.body.toString() : '';
  response.redirect(303, `?${new URLSearchParams(form).toString()}`);
};
