import { join } from 'node:path';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { highlightedSources } from './build/highlight-sources.ts';
import { policyInPage, replayPage } from './build/page-plugins.ts';
import { recordingsBeside } from './build/recording-index.ts';

const project = import.meta.dirname;

/**
 * One page. Its addresses are relative, so that the static build works below any path.
 * `--mode static` reads recordings that lie beside it, instead of a stage.
 */
export default defineConfig(({ mode }) => ({
  root: join(project, 'page'),
  base: './',
  // No variable of the environment reaches the page.
  envDir: false as const,
  resolve: { conditions: ['source', ...defaultClientConditions] },
  // Never with the names of source files inside, whatever NODE_ENV says.
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact', development: false } },
  plugins: [
    sourcesInside(),
    policyInPage(),
    replayPage(),
    ...(mode === 'static' ? [recordingsBeside()] : []),
  ],
  build: {
    outDir: mode === 'static' ? '../dist/static' : '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
}));

/** The samples' sources, highlighted: the page carries no highlighter. */
function sourcesInside(): Plugin {
  return {
    name: 'sources-inside',
    enforce: 'pre',
    transform: (_, id) =>
      id.endsWith('/page/sources.ts')
        ? `export const sources = ${JSON.stringify(highlightedSources(join(project, '..')))};`
        : undefined,
  };
}
