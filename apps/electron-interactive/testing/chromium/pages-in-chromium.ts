import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { WebContents } from '../stand-in/browser-window.ts';
import type { PageParts } from '../stand-in/electron.ts';
import type { PageHost, ShownPage } from '../stand-in/page-host.ts';
import { mayAsk } from '../stand-in/session.ts';
import { mappedAddress } from './mapped-address.ts';
import { inPage, inPreload } from './page-scripts.ts';
import type { Chromium } from './start-chromium.ts';

interface Paused {
  requestId: string;
  request: { url: string; method: string };
  resourceType: string;
  frameId: string;
}
interface FromPage {
  kind: 'invoke' | 'open';
  id: number;
  channel: string;
  given: [string, ...unknown[]];
}

/** Shows the pages of the stand-in's windows in a real Chromium. */
export function pagesInChromium(start: () => Chromium, parts: PageParts): PageHost {
  const { toPage, fromPage } = mappedAddress(parts.schemes);

  async function open(
    contents: WebContents,
    { width = 800, height = 600 }: { width?: number; height?: number },
    onGone: () => void,
  ): Promise<ShownPage> {
    const chromium = start();
    const blank = { url: 'about:blank', width, height };
    const { targetId } = (await chromium.send('Target.createTarget', blank)) as {
      targetId: string;
    };
    const to = { targetId, flatten: true };
    const attached = (await chromium.send('Target.attachToTarget', to)) as { sessionId: string };
    const session = attached.sessionId;
    const send = (method: string, parameters = {}) => chromium.send(method, parameters, session);
    const world = `w${randomBytes(12).toString('hex')}`;
    let context: number | undefined;
    let loaded: (() => void) | undefined;
    let asked = '';

    const deliver = async (message: object) => {
      const expression = `__deliver(${JSON.stringify(message)})`;
      // A page that is gone gets nothing.
      await send('Runtime.evaluate', { contextId: context, expression }).catch(() => undefined);
    };

    async function answer({ kind, id, channel, given }: FromPage): Promise<void> {
      if (kind === 'open') {
        if (contents.mayOpen(given[0])) await chromium.send('Target.createTarget', blank);
        return;
      }
      const frame = { url: contents.url, parent: null };
      try {
        await deliver({ id, value: await parts.invoke(frame, channel, ...given) });
      } catch (error) {
        await deliver({ id, error: `Error invoking remote method '${channel}': ${String(error)}` });
      }
    }

    async function onRequest({ requestId, request, resourceType, frameId }: Paused): Promise<void> {
      const url = fromPage(request.url);
      const fail = (errorReason: string) => send('Fetch.failRequest', { requestId, errorReason });
      const isOwn = request.url === asked;
      asked = isOwn ? '' : asked;
      const isMoving = resourceType === 'Document' && !isOwn;
      if (isMoving && !contents.mayNavigate(url, frameId === targetId))
        return void (await fail('Aborted'));
      if (!(await mayAsk(parts.hooks, url))) return void (await fail('BlockedByClient'));
      const handler = parts.handlers.get(new URL(url).protocol.slice(0, -1));
      if (!handler) return void (await send('Fetch.continueRequest', { requestId }));
      const response = await handler(new Request(url, { method: request.method }));
      await send('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      });
    }

    chromium.onEvents(session, (method, parameters) => {
      const {
        context: made,
        frame,
        payload,
      } = parameters as {
        context?: { id: number; name: string; auxData: { frameId: string } };
        frame?: { url: string; parentId?: string };
        payload?: string;
      };
      // A frame inside of the page gets a world of that name too, without a preload script in it.
      const isTop = made?.auxData.frameId === targetId;
      if (isTop && made?.name === world) context = made.id;
      if (method === 'Page.frameNavigated' && frame && !frame.parentId) {
        contents.url = fromPage(frame.url);
      }
      if (method === 'Page.loadEventFired') loaded?.();
      if (method === 'Runtime.bindingCalled') void answer(JSON.parse(payload ?? '') as FromPage);
      if (method === 'Fetch.requestPaused') {
        // A closed window ends its requests.
        onRequest(parameters as unknown as Paused).catch(() => undefined);
      }
      if (method === 'Inspector.detached') onGone();
    });

    const { preload } = contents.getLastWebPreferences() as { preload?: string };
    if (preload && !isAbsolute(preload)) throw new Error('preload has to be an absolute path');
    const code = JSON.stringify(preload ? readFileSync(preload, 'utf8') : '');
    const onTop = (script: string) => ({ source: `if (self === top) ${script}` });
    await send('Page.enable');
    await send('Runtime.enable');
    await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await send('Runtime.addBinding', { name: '__host', executionContextName: world });
    const inTop = onTop(`(${inPage.toString()})('${world}')`);
    await send('Page.addScriptToEvaluateOnNewDocument', inTop);
    const isolated = onTop(`(${inPreload.toString()})('${world}', ${code})`);
    await send('Page.addScriptToEvaluateOnNewDocument', { ...isolated, worldName: world });

    return {
      async load(url) {
        asked = toPage(url);
        const whenLoaded = new Promise<void>((resolve) => (loaded = resolve));
        const { errorText } = await send('Page.navigate', { url: asked });
        if (typeof errorText === 'string') throw new Error(`${errorText} (${url})`);
        await whenLoaded;
      },
      send: (channel, given) => void deliver({ channel, given }),
      async close() {
        await chromium.send('Target.closeTarget', { targetId }).catch(() => undefined);
      },
    };
  }
  return { open };
}
