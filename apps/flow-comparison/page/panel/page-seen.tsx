import { useEffect, useRef, useState } from 'preact/hooks';
import type { ScreenMessage } from '../../src/messages.ts';
import type { Row } from '../../src/run/diagram.ts';
import type { Column } from '../columns.ts';
import { useStage } from '../context.ts';
import { titleIn } from '../../src/run/page-titles.ts';
import { screenStyle } from '../screen-style.ts';

/** The page that the user saw at the chosen step, else the last one by the moment that is shown. */
export function PageSeen({ column, row }: { column: Column; row: Row | undefined }) {
  const { view, texts } = useStage();
  const moment = view.clock.mode === 'follow' ? Infinity : view.clock.at;
  const seen = column.run.screens.filter(({ at }) => at <= moment);
  const [order, setOrder] = useState<number>();
  const ofRow = row && seen.find((one) => one.order === row.events[0].order);
  useEffect(() => setOrder(undefined), [row?.id]);
  const screen = seen.find((one) => one.order === order) ?? ofRow ?? seen.at(-1);
  if (!screen) return <p class="hint">{texts.noPage}</p>;
  return (
    <>
      <div class="screens">
        {seen.length > 1 && (
          <select
            aria-label={texts.tabs.page}
            value={screen.order}
            onChange={(event) => setOrder(Number(event.currentTarget.value))}
          >
            {seen.map((one) => (
              <option key={one.order} value={one.order}>
                {texts.pageAt((one.at / 1000).toFixed(1), titleIn(one.title, view.language))}
              </option>
            ))}
          </select>
        )}
      </div>
      <Frame key={screen.order} screen={screen} title={titleIn(screen.title, view.language)} />
    </>
  );
}

/**
 * Without scripts, forms and navigation. `allow-same-origin` lets this page put the style inside, past the
 * rule that forbids styles of elements; with no script in the frame it allows nothing else.
 */
function Frame({ screen, title }: { screen: ScreenMessage; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // A picture of what the user saw, in the language of that run.
    const language = /\p{Script=Hangul}/u.test(screen.html) ? 'ko' : 'en';
    element.srcdoc = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title></title><body>${bodyOf(screen.html)}`;
  }, [screen.html]);
  return (
    <iframe
      ref={frame}
      class="screen"
      title={title}
      sandbox="allow-same-origin"
      onLoad={(event) => dress(event.currentTarget)}
    />
  );
}

/** What a page holds is in a card; styles are put in by `dress`. */
function bodyOf(html: string): string {
  const bare = html.replace(/<style\b[\s\S]*?<\/style>/gi, '').replace(/\sautofocus\b/g, '');
  return /<main\b/.test(bare) ? bare : `<main>${bare}</main>`;
}

function dress(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument;
  const window = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inside || !window) return;
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(screenStyle);
  inside.adoptedStyleSheets = [sheet];
  inside.title = frame.title;
  // A picture of a page: nothing in it is for use.
  for (const control of inside.querySelectorAll<HTMLElement>('a, button, input, select, summary'))
    control.tabIndex = -1;
}
