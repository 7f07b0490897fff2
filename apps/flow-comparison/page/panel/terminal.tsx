import { piecesOf } from '../../src/run/sgr.ts';
import type { Column } from '../columns.ts';
import { useStage } from '../context.ts';
import { OutLink } from './out-link.tsx';

/** What the sample printed until the moment that is shown. */
export function Terminal({ column }: { column: Column }) {
  const { view, texts, isLive } = useStage();
  const moment = view.clock.mode === 'follow' ? Infinity : view.clock.at;
  const text = column.run.terminal
    .filter(({ at }) => at <= moment)
    .map((one) => one.text)
    .join('');
  if (text === '') return <p class="hint">{texts.noTerminal}</p>;
  return (
    <pre class="terminal">
      {piecesOf(text).map(({ text: piece, looks }, at) => (
        <span key={at} class={looks.map((look) => `sgr-${look}`).join(' ') || undefined}>
          {isLive ? withLinks(piece) : piece}
        </span>
      ))}
    </pre>
  );
}

/** Pages of this machine, where the user signs in by hand. */
function withLinks(text: string) {
  return text
    .split(/(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d+[^\s"'<>]*)/)
    .map((part, at) => (at % 2 === 1 ? <OutLink href={part}>{part}</OutLink> : part));
}
