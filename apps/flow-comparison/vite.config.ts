import { join } from 'node:path';
import { defineConfig } from 'vite';

/** One page. Its addresses are relative, so that the static build works below any path. */
export default defineConfig({
  root: join(import.meta.dirname, 'page'),
  base: './',
  // No variable of the environment reaches the page.
  envDir: false,
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
