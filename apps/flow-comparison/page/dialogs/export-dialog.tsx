import { useState } from 'preact/hooks';
import { mermaidIn } from '../../src/run/explain.ts';
import { useStage } from '../context.ts';
import { carriedBy, offlinePage, recordingsOf, save } from '../export.ts';
import { linkTo } from '../link.ts';

/** A run to take along: as a page that replays, as data, and as a diagram for a document. */
export function ExportDialog() {
  const { view, columns, texts, actions, isLive } = useStage();
  const [copied, setCopied] = useState<string>();
  const name =
    columns.columns.map(({ lane }) => lane.flow.replace('/', '-')).join('-and-') || 'run';
  const diagrams = columns.columns.map(({ title, diagram, run }) => ({
    title: `${title}, ${texts.run(run.run)}`,
    text: mermaidIn(diagram, view.language),
  }));
  const link = linkTo(view);
  const copy = async (what: string, text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(what);
  };
  const hasRun = columns.columns.some(({ run }) => run.events.length > 0);
  const label = (what: string) => (copied === what ? texts.copied : texts.copy);
  return (
    <>
      <p class="lead">{texts.exportLead}</p>
      <ul class="choices">
        {/* An exported page cannot read itself. */}
        <li hidden={location.protocol === 'file:'}>
          <h3>{texts.exportHtml}</h3>
          <button
            type="button"
            disabled={!hasRun}
            aria-label={`${texts.save}: ${texts.exportHtml}`}
            onClick={() =>
              void actions
                .inBothLanguages()
                .then((infos) => offlinePage(carriedBy(view, infos)))
                .then(
                  (page) => save(`${name}.html`, 'text/html', page),
                  (error: unknown) => actions.notice(({ refused }) => refused(String(error))),
                )
            }
          >
            {texts.save}
          </button>
        </li>
        <li>
          <h3>{texts.exportJson}</h3>
          <button
            type="button"
            disabled={!hasRun}
            aria-label={`${texts.save}: ${texts.exportJson}`}
            onClick={() =>
              save(
                `${name}.json`,
                'application/json',
                `${JSON.stringify(recordingsOf(view), null, 2)}\n`,
              )
            }
          >
            {texts.save}
          </button>
        </li>
        <li>
          <div>
            <h3>{texts.exportLink}</h3>
            {isLive && <p>{texts.linkNeeds}</p>}
          </div>
          <button
            type="button"
            aria-label={`${texts.copy}: ${texts.exportLink}`}
            onClick={() => void copy('link', link)}
          >
            {label('link')}
          </button>
        </li>
        {hasRun && (
          <li class="stacked">
            <div class="row-of">
              <h3>{texts.exportMermaid}</h3>
              <button
                type="button"
                aria-label={`${texts.save}: ${texts.exportMermaid}`}
                onClick={() => save(`${name}.md`, 'text/markdown', markdownOf(diagrams))}
              >
                {texts.save}
              </button>
            </div>
            {diagrams.map(({ title, text }) => (
              <details key={title}>
                <summary>{title}</summary>
                <pre tabIndex={0}>{text}</pre>
                <button
                  type="button"
                  aria-label={`${texts.copy}: ${title}`}
                  onClick={() => void copy(title, text)}
                >
                  {label(title)}
                </button>
              </details>
            ))}
          </li>
        )}
      </ul>
    </>
  );
}

/** Mermaid has one diagram a text: a document has as many as it has blocks. */
const markdownOf = (diagrams: readonly { title: string; text: string }[]) =>
  diagrams.map(({ title, text }) => `## ${title}\n\n\`\`\`mermaid\n${text}\`\`\`\n`).join('\n');
