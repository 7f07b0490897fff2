import type { Column } from '../columns.ts';
import { useStage } from '../context.ts';
import { type Lines, sources } from '../sources.ts';

/** The sample's main.ts; the lines that ran are lit. */
export function Source({ column }: { column: Column }) {
  const { view, texts } = useStage();
  const { sample } = column.lane;
  const told = view.info?.sources[sample];
  const built = sources[sample];
  // A source that changed since the page was built is shown without colours.
  const lines = told === undefined || textOf(built) === told.trimEnd() ? built : plain(told);
  if (!lines) return <p class="hint">{texts.noSource}</p>;
  const ran = new Set(column.run.ran);
  const step = lines.findIndex((line) => /^\s*\/\/ 2\./.test(lineText(line)));
  return (
    <>
      <p class="hint">
        <code>{texts.sourceOf(sample)}</code>{' '}
        {ran.size > 0 ? texts.linesRan(ran.size, lines.length) : texts.linesUnknown}
      </p>
      <ol class={ran.size > 0 ? 'code lit' : 'code'}>
        {lines.map((line, at) => (
          <li
            key={at}
            class={ran.has(at + 1) ? 'ran' : undefined}
            ref={at === step ? showTop : null}
          >
            {line.map(([text, look], piece) => (
              <span key={piece} class={look || undefined}>
                {text}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}

/** In every sample the second step is the flow, or the silent call that comes before it; above it are imports. */
function showTop(line: HTMLElement | null): void {
  const side = line?.closest('.side');
  if (line && side && side.scrollTop === 0) side.scrollTop = line.offsetTop - 48;
}

const lineText = (line: Lines[number]) => line.map(([text]) => text).join('');

const textOf = (lines: Lines | undefined) => lines?.map(lineText).join('\n').trimEnd();

const plain = (text: string): Lines =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => [[line]]);
