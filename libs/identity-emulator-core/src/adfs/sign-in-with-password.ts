import type { Element } from '@xmldom/xmldom';
import type { Person } from '../directory/find-user.ts';
import type { EmulatorState } from '../emulator-state.ts';
import { children, onlyChild, textOf } from './children.ts';
import { checkPassword } from './check-password.ts';
import { namespaces } from './namespaces.ts';
import { SoapFault } from './soap-fault.ts';

const { security, utility } = namespaces;

/** Milliseconds that two clocks may differ. */
const skew = 5 * 60_000;

/**
 * The UsernameToken of a message (WS-Security UsernameToken Profile 1.0).
 *
 * @throws SoapFault FailedAuthentication or InvalidSecurity
 */
export function signInWithPassword(state: EmulatorState, header: Element): Person {
  const [block] = children(header, security, 'Security');
  const [token] = block ? children(block, security, 'UsernameToken') : [];
  if (!block || !token) throw invalid();
  checkTimestamp(block, state.clock.now());
  const username = textOf(onlyChild(token, security, 'Username'));
  const password = textOf(onlyChild(token, security, 'Password'));
  const person = checkPassword(state, username, password);
  if (!person)
    throw new SoapFault(
      'FailedAuthentication',
      'ID3242: The security token could not be authenticated or authorized.',
    );
  return person;
}

function checkTimestamp(block: Element, now: number): void {
  const [timestamp] = children(block, utility, 'Timestamp');
  if (!timestamp) return;
  const created = timeOf(timestamp, 'Created');
  const expires = timeOf(timestamp, 'Expires');
  if (created > now + skew || expires < now - skew) throw invalid();
}

function timeOf(timestamp: Element, name: string): number {
  const time = Date.parse(textOf(onlyChild(timestamp, utility, name)));
  if (Number.isNaN(time)) throw invalid();
  return time;
}

const invalid = () =>
  new SoapFault('InvalidSecurity', 'An error occurred when verifying security for the message.');
