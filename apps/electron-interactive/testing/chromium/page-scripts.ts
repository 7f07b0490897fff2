// Two functions that are put into pages as text, so they use nothing from outside of themselves.
// Chromium runs the first in the page's own world and the second, with the preload script, in an
// isolated one: the mechanism that Electron's context isolation is made of. What passes between the
// two is the detail of an event, which Chromium clones.

type Act = (...given: unknown[]) => unknown;

/** In the page: what `contextBridge` exposes there, and what Electron does with `window.open`. */
export function inPage(secret: string): void {
  const Event = CustomEvent;
  const fire = dispatchEvent.bind(window);
  const post = (name: string, detail: unknown) => fire(new Event(`${secret}-${name}`, { detail }));
  const on = <T>(name: string, take: (detail: T) => void) =>
    addEventListener(`${secret}-${name}`, (event) => take((event as CustomEvent<T>).detail));
  const waiting: ((settled: { value?: unknown; error?: string }) => void)[] = [];
  const callbacks: Act[] = [];

  const calling =
    (key: string, name: string): Act =>
    (...given) =>
      new Promise((resolve, reject) => {
        const id = waiting.push(({ value, error }) =>
          error === undefined ? resolve(value) : reject(new Error(error)),
        );
        const sent = given.map((one) =>
          typeof one === 'function' ? { [secret]: callbacks.push(one as Act) } : one,
        );
        post('call', { id, key, name, given: sent });
      });
  on<{ key: string; names: string[] }>('expose', ({ key, names }) => {
    const api = Object.fromEntries(names.map((name) => [name, calling(key, name)]));
    Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true });
  });
  on<{ id: number; value?: unknown; error?: string }>('settle', ({ id, ...settled }) =>
    waiting[id - 1]?.(settled),
  );
  on<{ id: number; given: unknown[] }>('callback', ({ id, given }) =>
    callbacks[id - 1]?.(...given),
  );

  // A refused window is null in Electron. Chromium would open one, paused for a debugger.
  window.open = (url = '') => {
    post('open', new URL(url, document.baseURI).href);
    return null;
  };
  addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element | null)?.closest('a[target]');
      if (!(link instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      post('open', link.href);
    },
    true,
  );
}

/** In the isolated world: a sandboxed preload script, with the module `electron` and no other. */
export function inPreload(secret: string, code: string): void {
  const world = globalThis as unknown as {
    __host?: (text: string) => void;
    __deliver: (message: Delivered) => void;
  };
  interface Delivered {
    id?: number;
    value?: unknown;
    error?: string;
    channel?: string;
    given?: unknown[];
  }
  const host = world.__host;
  delete world.__host;
  const post = (name: string, detail: unknown) =>
    dispatchEvent(new CustomEvent(`${secret}-${name}`, { detail }));
  const on = <T>(name: string, take: (detail: T) => void) =>
    addEventListener(`${secret}-${name}`, (event) => take((event as CustomEvent<T>).detail));
  // Less than the structured clone that Electron has, never more.
  const plain = (value: unknown) =>
    JSON.stringify(value, (_key, one: unknown) => {
      if (typeof one === 'function') throw new Error('An object could not be cloned.');
      return one;
    });

  const calls = new Map<number, (message: Delivered) => void>();
  const listeners = new Map<string, Act[]>();
  const ipcRenderer = {
    invoke: (channel: string, ...given: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = calls.size + 1;
        calls.set(id, ({ value, error }) => (error ? reject(new Error(error)) : resolve(value)));
        host?.(plain({ kind: 'invoke', id, channel, given }));
      }),
    on(channel: string, listener: Act) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  };
  world.__deliver = (message) => {
    if (message.id) return calls.get(message.id)?.(message);
    const { channel = '', given = [] } = message;
    for (const listener of listeners.get(channel) ?? [])
      listener({ sender: ipcRenderer }, ...given);
  };

  const exposed = new Map<string, Record<string, Act>>();
  const contextBridge = {
    exposeInMainWorld(key: string, api: Record<string, Act>) {
      exposed.set(key, api);
      post('expose', { key, names: Object.keys(api) });
    },
  };
  const revived = (one: unknown) => {
    const id = one && typeof one === 'object' ? (one as Record<string, number>)[secret] : undefined;
    if (id === undefined) return one;
    return (...given: unknown[]) =>
      post('callback', { id, given: JSON.parse(plain(given)) as unknown });
  };
  on<{ id: number; key: string; name: string; given: unknown[] }>('call', (call) => {
    const { id, key, name, given } = call;
    void (async () => exposed.get(key)?.[name]?.(...given.map(revived)))().then(
      (value) => post('settle', { id, value }),
      (error: Error) => post('settle', { id, error: error.message }),
    );
  });
  on<string>('open', (url) => host?.(plain({ kind: 'open', given: [url] })));

  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`); // as a sandboxed preload script gets it
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is what a preload script is
  const script = new Function('require', 'module', 'exports', code) as Act;
  script(require, { exports: {} }, {});
}
