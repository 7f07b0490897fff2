import type { Request } from 'express';
import { html, type Markup } from '@entra-flows/sample-kit/service';
import { textsFor } from './texts.ts';

export const signOutForm = (request: Request): Markup =>
  html`<form method="post" action="/sign-out">
    <input type="hidden" name="csrf" value="${request.session.csrfToken ?? ''}" />
    <button class="quiet">${textsFor(request).signOut}</button>
  </form>`;
