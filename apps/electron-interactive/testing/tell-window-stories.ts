import { expect, test } from '@jest/globals';
import { runAxe } from './run-axe.ts';
import type { RunningDesk } from './running-desk.ts';

/** What the page of the window is, and what it cannot do. Nobody is signed in meanwhile. */
export function tellWindowStories(desk: () => RunningDesk): void {
  test('has nothing but the page and the seven functions of the preload script', async () => {
    const found = await desk().page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      const own = Object.getOwnPropertyNames(window).filter((name) => !usual.has(name));
      const { desk } = window as unknown as { desk: object };
      return {
        own: own.filter((name) => !/^\d+$/.test(name)),
        functions: Object.keys(desk).sort(),
        isFrozen: Object.isFrozen(desk),
      };
    });
    expect(found).toEqual({
      own: ['desk'],
      functions: 'callApi cancel chooseAccount getState onState signIn signOut'.split(' '),
      isFrozen: true,
    });
  });

  test('keeps a script that got in from running, from leaving and from opening windows', async () => {
    const before = desk().page.url();
    const tried = await desk().page.evaluate(async () => {
      const tag = document.createElement('script');
      let inline = 'blocked';
      Object.assign(window, { gotIn: () => (inline = 'ran') });
      try {
        tag.textContent = 'gotIn()';
        document.head.append(tag);
      } catch {
        // Trusted Types refuse the text already.
      }
      const fetched = await fetch('https://contoso.example/').then(
        () => 'ran',
        () => 'blocked',
      );
      const opened = window.open('https://contoso.example/') === null ? 'blocked' : 'ran';
      location.href = 'https://contoso.example/';
      return { inline, fetched, opened };
    });
    expect(tried).toEqual({ inline: 'blocked', fetched: 'blocked', opened: 'blocked' });
    await desk().page.getByText('Nobody is signed in.').waitFor();
    expect(desk().page.url()).toBe(before);
    expect(desk().app.windows()).toHaveLength(1);
  });

  test('gets a refusal for messages of a wrong shape', async () => {
    const answers = await desk().page.evaluate(async () => {
      const { desk: api } = window as unknown as {
        desk: Record<string, (...given: unknown[]) => Promise<unknown>>;
      };
      return Promise.all([
        api['chooseAccount']?.({ id: 'x' }),
        api['chooseAccount']?.('x'.repeat(10_000)),
        api['callApi']?.('https://evil.example/'),
        api['signOut']?.('yes'),
      ]);
    });
    for (const answer of answers) {
      expect(answer).toEqual({ problem: expect.stringContaining('was refused') });
    }
  });

  test('is found good by axe in light and dark, and fits a narrow screen', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await desk().page.emulateMedia({ colorScheme: scheme });
      const found = await runAxe(desk());
      expect({ scheme, found }).toEqual({ scheme, found: [] });
    }
    await desk().page.emulateMedia({ colorScheme: 'light' });
    await desk().page.setViewportSize({ width: 320, height: 640 });
    const fits = () => document.documentElement.scrollWidth <= innerWidth;
    expect(await desk().page.evaluate(fits)).toBe(true);
  });

  test('is the only one that is answered, and on the app’s own channels alone', async () => {
    const answers = await desk().app.evaluate(async ({ ipcMain }) => {
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        _invokeHandlers: Map<string, (event: object) => Promise<unknown>>;
      };
      const parent = { url: 'app://desk/index.html', parent: null };
      const frames = [
        { url: 'https://evil.example/', parent: null },
        { url: 'app://desk/index.html', parent },
      ];
      const getState = handlers.get('desk:get-state')!;
      const asked = frames.map((senderFrame) => getState({ senderFrame }));
      return { asked: await Promise.all(asked), channels: [...handlers.keys()] };
    });
    for (const answer of answers.asked) {
      expect(answer).toEqual({ problem: expect.stringContaining('was refused') });
    }
    expect(answers.channels).toHaveLength(6);
  });
}
