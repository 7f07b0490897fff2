import { freePort } from '@entra-flows/identity-emulator';

/** Where the three servers of an installation listen. */
export interface Ports {
  protocol: number;
  pages: number;
  control: number;
}

/** Three random ports that are free now; a token cache knows the emulator by its port. */
export async function choosePorts(): Promise<Ports> {
  const chosen = new Set<number>();
  while (chosen.size < 3) chosen.add(await freePort());
  const [protocol = 0, pages = 0, control = 0] = chosen;
  return { protocol, pages, control };
}
