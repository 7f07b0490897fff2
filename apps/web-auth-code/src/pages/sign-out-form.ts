import type { Request } from 'express';
import { html, type Markup } from '@entra-flows/sample-kit/service';

export const signOutForm = ({ session }: Request): Markup =>
  html`<form method="post" action="/sign-out">
    <input type="hidden" name="csrf" value="${session.csrfToken ?? ''}" />
    <button>Sign out</button>
  </form>`;
