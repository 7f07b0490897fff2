import { request } from './request.ts';

/** A page of the emulator, or of an app that was called. */
export interface PlainPage {
  status: number;
  url: URL;
  /** Text of the first heading. */
  heading: string;
  body: string;
}

/** A browser without a screen: cookies, redirects and forms; for the specs. */
export class PlainBrowser {
  /** By origin, name and value. */
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #headers: Record<string, string>;
  /** `Set-Cookie` headers as they came, the newest last. */
  readonly setCookies: string[] = [];
  page!: PlainPage;

  readonly #ca: string | undefined;

  constructor(headers: Record<string, string> = {}, ca?: string) {
    this.#headers = headers;
    this.#ca = ca;
  }

  async open(url: string, form?: string): Promise<PlainPage> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await request(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { ...this.#headers, cookie, ...type },
      body: form,
      ...(this.#ca !== undefined && { ca: this.#ca }),
    });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
      this.setCookies.push(line);
    }
    const { location } = answer.headers;
    if (location !== undefined) return this.open(new URL(location, url).href);
    const heading = /<h1>([^<]*)<\/h1>/.exec(answer.body)?.[1] ?? '';
    this.page = { status: answer.status, url: new URL(url), heading, body: answer.body };
    return this.page;
  }

  /** A cookie that no answer set. */
  plant(url: string, name: string, value: string): void {
    const { origin } = new URL(url);
    this.#cookies.set(origin, new Map(this.#cookies.get(origin)).set(name, value));
  }

  /** Fills in and sends the form that has these fields or buttons. */
  send(fields: Record<string, string>): Promise<PlainPage> {
    const forms = [
      ...this.page.body.matchAll(/<form\s+method="post"\s+action="([^"]*)"[^]*?<\/form>/g),
    ];
    const form = forms.find(([text]) =>
      Object.keys(fields).every((name) => text.includes(`name="${name}"`)),
    );
    if (!form)
      throw new Error(`No form with ${Object.keys(fields).join(', ')} in: ${this.page.heading}`);
    const hidden = [...form[0].matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const values = new URLSearchParams();
    for (const [, name = '', value = ''] of hidden) values.append(name, value);
    for (const [name, value] of Object.entries(fields)) values.set(name, value);
    return this.open(new URL(form[1] ?? '', this.page.url).href, values.toString());
  }

  /** The practice password of the directory is made of the name. */
  async signIn(name: string, domain = 'contoso.example'): Promise<PlainPage> {
    await this.send({ username: `${name}@${domain}` });
    return this.send({ password: passwordOf(name) });
  }
}

/** Password of a user of the default directory, by the first name in small letters. */
export const passwordOf = (name: string): string =>
  `Password-of-${name.charAt(0).toUpperCase()}${name.slice(1)}-1`;
