import { isIP } from 'node:net';
import { hostname } from 'node:os';

/**
 * Whether a request was meant for this device. A page of a stranger can make a browser connect here
 * under a name of its own (DNS rebinding); it cannot do so under an address, `localhost`, or a name
 * that this machine has.
 *
 * @param host - the header
 */
export function acceptsHost(host: string | undefined, own: string = hostname()): boolean {
  if (!host || /[/@?#\s\\]/.test(host) || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
  if (isIP(name.replace(/^\[|\]$/g, ''))) return true;
  const ours = own.toLowerCase();
  return ['localhost', ours, `${ours}.local`].includes(name);
}
