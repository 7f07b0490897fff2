import { hiddenFields } from '../pages/hidden-fields.ts';
import { plainBrowser } from '../control/user/plain-browser.ts';

/** A page of the emulator, or of an app that was called. */
export interface OpenPage {
  status: number;
  url: URL;
  /** Text of the first heading. */
  heading: string;
  body: string;
}

/** A browser without a screen that reads our pages and fills in their forms; for the specs. */
export class PlainBrowser {
  readonly #browser: ReturnType<typeof plainBrowser>;
  page!: OpenPage;

  constructor(headers: Record<string, string> = {}, ca?: string) {
    this.#browser = plainBrowser(headers, ca);
  }

  /** `Set-Cookie` headers as they came, the newest last. */
  get setCookies(): string[] {
    return this.#browser.setCookies;
  }

  async open(url: string, form?: string): Promise<OpenPage> {
    const browser = this.#browser;
    const answer = await (form === undefined ? browser.open(url) : browser.post(url, form));
    const heading = /<h1>([^<]*)<\/h1>/.exec(answer.body)?.[1] ?? '';
    const { status, body } = answer;
    this.page = { status, url: new URL(answer.url), heading, body };
    return this.page;
  }

  /** A cookie that no answer set. */
  plant(name: string, value: string): void {
    this.#browser.cookies.set(name, value);
  }

  /** Fills in and sends the form that has these fields or buttons. */
  send(fields: Record<string, string>): Promise<OpenPage> {
    const forms = [
      ...this.page.body.matchAll(/<form\s+method="post"\s+action="([^"]*)"[^]*?<\/form>/g),
    ];
    const form = forms.find(([text]) =>
      Object.keys(fields).every((name) => text.includes(`name="${name}"`)),
    );
    if (!form)
      throw new Error(`No form with ${Object.keys(fields).join(', ')} in: ${this.page.heading}`);
    const values = new URLSearchParams({ ...hiddenFields(form[0]), ...fields });
    return this.open(new URL(form[1] ?? '', this.page.url).href, values.toString());
  }

  /** The practice password of the directory is made of the name. */
  async signIn(name: string, domain = 'contoso.example'): Promise<OpenPage> {
    await this.send({ username: `${name}@${domain}` });
    return this.send({ password: passwordOf(name) });
  }
}

/** Password of a user of the default directory, by the first name in small letters. */
export const passwordOf = (name: string): string =>
  `Password-of-${name.charAt(0).toUpperCase()}${name.slice(1)}-1`;
