/** Whether another device can open the link: not one that leads to this machine itself. */
export function isReachableByPhone(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const host = new URL(link).hostname.toLowerCase().replace(/\.$/, '');
  const isLoopback =
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);
  return !isLoopback && host !== '0.0.0.0' && host !== '[::]';
}
