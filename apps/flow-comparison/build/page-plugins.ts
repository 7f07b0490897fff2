import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** What the page may do: its own scripts and styles, its own server, and nothing else. */
function pagePolicy(scripts: string, styles: string, connect: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    `connect-src ${connect}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The policy stands in the page, too: a web host that knows nothing of it sends none. */
export function policyInPage(): Plugin {
  const content = pagePolicy("'self'", "'self'", "'self'");
  const attrs = { 'http-equiv': 'Content-Security-Policy', content };
  return {
    name: 'policy-in-page',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  };
}

/** The page once more, as one file: exports put their runs into it. */
export function replayPage(): Plugin {
  return {
    name: 'replay-page',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const parts = Object.values(bundle);
        const page = parts.find(({ fileName }) => fileName === 'index.html');
        const script = parts.find((part) => part.type === 'chunk');
        const style = parts.find(({ fileName }) => fileName.endsWith('.css'));
        if (page?.type !== 'asset' || style?.type !== 'asset' || script?.type !== 'chunk')
          return this.error('The page has to be one script and one style.');
        const code = script.code.replaceAll('</script', String.raw`<\/script`);
        const css = String(style.source);
        const policy = pagePolicy(hashOf(code), hashOf(css), "'none'");
        const source = String(page.source)
          .replace(/<script type="module"[^>]*><\/script>/, '')
          .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
          .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, `$1${policy}`)
          .replace(/(?:<!--[^>]*-->\s*)?<div class="unopened">.*?<\/div>/s, INCOMPLETE)
          .replace(/(id="recordings">)[^<]*/, '$1{"recordings":"here"}')
          .replace('</body>', () => `<script type="module">${code}</script></body>`);
        this.emitFile({ type: 'asset', fileName: 'replay.html', source });
      },
    },
  };
}

/** In place of the stage until the program runs, which stands behind the runs: in a file that was cut, it never does. */
const INCOMPLETE = `<div class="incomplete">
        <p>This file is not complete, or was changed. Save it once more.</p>
        <p lang="ko">파일이 잘렸거나 변경되었습니다. 다시 저장하세요.</p>
      </div>`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
