import type { JSX } from 'preact';
import type { StageTab } from '../../src/messages.ts';
import { type Column, newestRow, rowFor } from '../columns.ts';
import { useStage } from '../context.ts';
import { hasSecond } from '../offers.ts';
import { tabs, type View } from '../view.ts';
import { InWords, Scene } from './in-words.tsx';
import { PageSeen } from './page-seen.tsx';
import { Raw } from './raw.tsx';
import { Source } from './source.tsx';
import { Terminal } from './terminal.tsx';
import { Token } from './token.tsx';

/** The lower half: one tab for all lanes, side by side. */
export function Panel({ shown }: { shown: number }) {
  const { view, columns, texts, actions } = useStage();
  const { tab, isTall } = view;
  return (
    <section class={`panel ${isTall ? 'tall' : ''}`} aria-label={texts.details}>
      <div class="tabs">
        <div role="tablist" aria-label={texts.details}>
          {tabs.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`tab-${one}`}
              aria-selected={one === tab}
              aria-controls="tab-panel"
              tabIndex={one === tab ? 0 : -1}
              onClick={() => actions.showTab(one)}
              onKeyDown={moveTab}
            >
              {texts.tabs[one]}
            </button>
          ))}
        </div>
        <span class="spacer" />
        {hasSecond(view) && (
          <fieldset class="runs">
            <legend class="unseen">{texts.runs}</legend>
            {([1, 2, 'both'] as const).map((one) => (
              <RunButton key={one} runs={one} />
            ))}
          </fieldset>
        )}
        <button type="button" class="quiet" aria-pressed={isTall} onClick={actions.toggleTall}>
          {isTall ? texts.shrink : texts.enlarge}
          <kbd>M</kbd>
        </button>
      </div>
      <Scene />
      <div
        id="tab-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        class={`sides of-${columns.columns.length}`}
      >
        {columns.columns.map((column, at) => (
          <div
            key={column.id}
            class={`side scrolls lane-${column.colour} ${at === shown ? 'shown' : ''}`}
            // Scrolled by keys, too.
            tabIndex={0}
            role="group"
            aria-label={`${column.title}: ${texts.tabs[tab]}`}
          >
            {contentOf(tab, column, view, columns.columns)}
          </div>
        ))}
      </div>
    </section>
  );

  function moveTab(event: KeyboardEvent) {
    const by = event.key === 'ArrowRight' ? 1 : -1;
    if (by === -1 && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    actions.nextTab(by);
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  }
}

function RunButton({ runs }: { runs: View['runs'] }) {
  const { view, texts, actions } = useStage();
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={view.runs === runs}
      onClick={() => actions.showRuns(runs)}
    >
      {runs === 'both' ? texts.bothRuns : texts.run(runs)}
    </button>
  );
}

function contentOf(tab: StageTab, column: Column, view: View, all: readonly Column[]): JSX.Element {
  // Where nothing is chosen, the panel tells what happened last.
  const row = rowFor(column, view, all) ?? (view.selected ? undefined : newestRow(column));
  switch (tab) {
    case 'words':
      return <InWords column={column} row={row} />;
    case 'raw':
      return <Raw row={row} />;
    case 'terminal':
      return <Terminal column={column} />;
    case 'page':
      return <PageSeen column={column} row={row} />;
    case 'token':
      return <Token column={column} />;
    case 'source':
      return <Source column={column} />;
  }
}
