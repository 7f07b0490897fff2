import { html, type Markup as Html } from '@entra-flows/primitives/markup';
import type { Visit } from './visit.ts';

export { html, type Html };

interface Field {
  name: string;
  label: string;
  type?: 'text' | 'password';
  value?: string;
  autocomplete: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  inputmode?: 'numeric';
  /** Whether the cursor starts here; true when absent. */
  isFirst?: boolean;
  hint?: string;
  /** What is wrong with it; read out with the field. */
  error?: string | undefined;
}

/** A labelled input, with its hint and its error tied to it. */
export function field({ name, label, type = 'text', hint, error, isFirst = true, ...rest }: Field) {
  const { value, autocomplete, inputmode } = rest;
  const described = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return html`<label for="${name}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error !== undefined && html`<p class="error" id="${name}-error" role="alert">${error}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      ${inputmode && html`inputmode="${inputmode}"`}
      autocapitalize="none"
      spellcheck="false"
      required
      ${isFirst && html`autofocus`}
      maxlength="200"
      ${error !== undefined && html`aria-invalid="true"`}
      ${described && html`aria-describedby="${described}"`}
    />`;
}

/** The hidden inputs that each form carries. */
export const formFields = ({ formToken }: Visit, flow?: string): Html =>
  html`<input type="hidden" name="form_token" value="${formToken}" />${
      flow !== undefined && html`<input type="hidden" name="flow" value="${flow}" />`
    }`;

/** Says at a glance how it ended; the words beside it say the same. */
export const outcomeSign = (isGood: boolean): Html =>
  html`<p class="sign ${isGood ? 'yes' : 'no'}" aria-hidden="true">${isGood ? '✓' : '✕'}</p>`;
