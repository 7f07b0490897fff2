import { useRef } from 'preact/hooks';
import type { Column } from '../columns.ts';
import { useStage } from '../context.ts';
import { type Lines, sources } from '../sources.ts';

/** The sample's main.ts; the lines that ran are lit. */
export function Source({ column }: { column: Column }) {
  const { view, texts } = useStage();
  const { sample } = column.lane;
  /** Where the page has scrolled to; elsewhere the user has. */
  const top = useRef(0);
  const told = view.info?.sources[sample];
  const built = sources[sample];
  // A source that changed since the page was built is shown without colours.
  const lines = told === undefined || textOf(built) === told.trimEnd() ? built : plain(told);
  if (!lines) return <p class="hint">{texts.noSource}</p>;
  const ran = new Set(column.run.ran);
  const step = lines.findIndex((line) => /^\s*\/\/ 2\./.test(lineText(line)));
  const shown = ran.size > 0 ? firstUnlit(lines, ran, step) : step;
  /** Above the second step, which in every sample is the flow or the silent call before it, are imports. */
  const showTop = (line: HTMLElement | null) => {
    const side = line?.closest('.side');
    if (!line || !side || Math.abs(side.scrollTop - top.current) > 1) return;
    side.scrollTop = line.offsetTop - 48;
    top.current = side.scrollTop;
  };
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
            ref={at === shown ? showTop : null}
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

/** Lines above the first that did not run, so that it is seen where it stands. */
const before = 4;

/**
 * The first line to show: a silent success does not enter the callback of the flow, and that is seen by its lines.
 *
 * @param step - from which line on; that one where all ran
 */
function firstUnlit(lines: Lines, ran: ReadonlySet<number>, step: number): number {
  const isCode = (text: string) => /\w/.test(text) && !/^\s*(?:\/\/|\*|\/\*)/.test(text);
  const isUnlit = (line: Lines[number], at: number) =>
    at > step && !ran.has(at + 1) && isCode(lineText(line));
  const found = lines.findIndex(isUnlit);
  return found < 0 ? step : Math.max(step, found - before);
}

const lineText = (line: Lines[number]) => line.map(([text]) => text).join('');

const textOf = (lines: Lines | undefined) => lines?.map(lineText).join('\n').trimEnd();

const plain = (text: string): Lines =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => [[line]]);
