import { join } from 'node:path';
import {
  defaultClientConditions,
  defineConfig,
  type Plugin,
  runnerImport,
  type UserConfig,
} from 'vite';
import { contentSecurityPolicy } from './server/content-security-policy.ts';
import { onlyPageFiles } from './server/only-page-files.ts';
import type { PageSettings } from './server/page-settings.ts';

const pages = ['index.html', 'redirect.html'];

/** Two pages: the app, and the one that the sign-in comes back to. */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  const { readSettings, pageStyle } = await server();
  const settings = readSettings(mode);
  return {
    root: import.meta.dirname,
    // No other variable reaches the page, whatever it is called.
    envDir: false,
    define: { __SETTINGS__: JSON.stringify(settings) },
    resolve: { conditions: ['source', ...defaultClientConditions] },
    plugins: [
      onlyPageFiles(pages),
      policyInPage(settings),
      checkedSettings(settings),
      commonLook(pageStyle),
    ],
    server: { hmr: { overlay: false } },
    build: {
      outDir: 'dist/page',
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: pages.map((page) => join(import.meta.dirname, page)),
      },
    },
  };
});

/** Vite leaves packages to Node, and Node 20 reads no TypeScript; this one is compiled on the way. */
async function server() {
  const { module } = await runnerImport<typeof import('./server/read-settings.ts')>(
    join(import.meta.dirname, 'server/read-settings.ts'),
    {
      configFile: false,
      // A package comes without its sources, which the maps name: Vite would warn of that.
      logLevel: 'error',
      environments: {
        inline: {
          resolve: {
            external: ['vite'],
            noExternal: /^@entra-flows\//,
            conditions: ['source', 'node'],
          },
        },
      },
    },
  );
  return module;
}

function policyInPage(settings: PageSettings): Plugin {
  const content = contentSecurityPolicy(settings);
  const attrs = { 'http-equiv': 'Content-Security-Policy', content };
  return {
    name: 'policy-in-page',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  };
}

/** A page without settings says itself what to set; settings that cannot work end the build, with one message. */
function checkedSettings({ clientId, authority, problem }: PageSettings): Plugin {
  return {
    name: 'checked-settings',
    apply: 'build',
    buildStart() {
      if (!problem) return;
      if (!clientId && !authority) return this.warn(problem);
      process.stderr.write(`${problem}\n`);
      process.exit(1); // an error of a plugin would come with a stack trace
    },
  };
}

/** The style of the page begins with that of all pages of the workspace. */
function commonLook(pageStyle: string): Plugin {
  return {
    name: 'common-look',
    enforce: 'pre',
    transform: (code, id) =>
      /\/src\/style\.css(\?|$)/.test(id) ? `${pageStyle}${code}` : undefined,
  };
}
