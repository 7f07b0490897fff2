import { expect, test } from '@jest/globals';
import { runAxe } from './run-axe.ts';
import type { RunningApp } from './running-app.ts';

/** What the page of the window is, and what it cannot do, without a sign-in. */
export function testWindow(running: () => RunningApp): void {
  test('has nothing but the page and the seven functions of the preload script', async () => {
    const found = await running().page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      const own = Object.getOwnPropertyNames(window).filter((name) => !usual.has(name));
      const { userSession } = window as unknown as { userSession: object };
      return {
        own: own.filter((name) => !/^\d+$/.test(name)),
        functions: Object.keys(userSession).sort(),
        isFrozen: Object.isFrozen(userSession),
      };
    });
    expect(found).toEqual({
      own: ['userSession'],
      functions: 'callApi cancel chooseAccount getState onState signIn signOut'.split(' '),
      isFrozen: true,
    });
  });

  test('keeps a script that got in from running, from leaving and from opening windows', async () => {
    const before = running().page.url();
    const tried = await running().page.evaluate(async () => {
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
    await running().page.getByText('Nobody is signed in.').waitFor();
    expect(running().page.url()).toBe(before);
    expect(running().app.windows()).toHaveLength(1);
  });

  test('gets a refusal for messages of a wrong shape', async () => {
    const answers = await running().page.evaluate(async () => {
      const { userSession: api } = window as unknown as {
        userSession: Record<string, (...given: unknown[]) => Promise<unknown>>;
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
      await running().page.emulateMedia({ colorScheme: scheme });
      const found = await runAxe(running());
      expect({ scheme, found }).toEqual({ scheme, found: [] });
    }
    await running().page.emulateMedia({ colorScheme: 'light' });
    await running().page.setViewportSize({ width: 320, height: 640 });
    const fits = () => document.documentElement.scrollWidth <= innerWidth;
    expect(await running().page.evaluate(fits)).toBe(true);
  });

  test('is the only one that is answered, and on the app’s own channels alone', async () => {
    const answers = await running().app.evaluate(async ({ ipcMain }) => {
      const { _invokeHandlers: handlers } = ipcMain as unknown as {
        _invokeHandlers: Map<string, (event: object) => Promise<unknown>>;
      };
      const parent = { url: 'app://page/index.html', parent: null };
      const frames = [
        { url: 'https://evil.example/', parent: null },
        { url: 'app://page/index.html', parent },
      ];
      const getState = handlers.get('session:get-state')!;
      const asked = frames.map((senderFrame) => getState({ senderFrame }));
      return { asked: await Promise.all(asked), channels: [...handlers.keys()] };
    });
    for (const answer of answers.asked) {
      expect(answer).toEqual({ problem: expect.stringContaining('was refused') });
    }
    expect(answers.channels).toHaveLength(6);
  });
}
