import { join } from 'node:path';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './server/content-security-policy.ts';
import type { PageSettings } from './server/page-settings.ts';
import { readSettings } from './server/read-settings.ts';

/** Two pages: the app, and the one that the sign-in comes back to. */
export default defineConfig(({ mode }) => {
  const settings = readSettings(mode);
  return {
    root: import.meta.dirname,
    // No other variable reaches the page, whatever it is called.
    envDir: false,
    define: { __SETTINGS__: JSON.stringify(settings) },
    resolve: { conditions: ['source', ...defaultClientConditions] },
    plugins: [policyInPage(settings), checkedSettings(settings)],
    server: { hmr: { overlay: false } },
    build: {
      outDir: 'dist/page',
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['index.html', 'redirect.html'].map((page) => join(import.meta.dirname, page)),
      },
    },
  };
});

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
