import type { PolicyChange } from '../directory/live-policies.ts';
import { checkFields, checkText, ControlError } from './check-value.ts';

/** @throws ControlError that names the field which is wrong; the policy itself is checked as part of the directory */
export function checkPolicyChange(value: unknown): PolicyChange {
  const change = checkFields(value, 'A change', ['id', 'on', 'policy', 'tenant']);
  const { id, on } = change;
  if (typeof id !== 'string' || !/^[\p{L}\p{N}-]{1,80}$/u.test(id))
    throw new ControlError("'id' must be a word of letters, digits and hyphens.");
  if (on !== undefined && typeof on !== 'boolean')
    throw new ControlError("'on' must be true or false.");
  checkText(change['tenant'], "'tenant'");
  return { ...(value as PolicyChange) };
}
