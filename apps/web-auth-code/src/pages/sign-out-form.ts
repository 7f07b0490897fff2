import type { Request } from 'express';
import { type Html, html } from './html.ts';

export const signOutForm = ({ session }: Request): Html =>
  html`<form method="post" action="/sign-out">
    <input type="hidden" name="csrf" value="${session.csrfToken ?? ''}" />
    <button>Sign out</button>
  </form>`;
