import type { CustomFetch } from 'openid-client';
import type { IdentityEmulator } from '../index.ts';
import { request } from './request.ts';

/** What openid-client uses in place of the global fetch, which cannot pin an authority. */
export const pinnedFetch =
  ({ ca }: IdentityEmulator): CustomFetch =>
  async (url, { body, headers, method }) => {
    const text = await new Response(body).text();
    const answer = await request(url, { method, headers, body: text, ca });
    return new Response(answer.body, {
      status: answer.status,
      headers: answer.headers as Record<string, string>,
    });
  };
