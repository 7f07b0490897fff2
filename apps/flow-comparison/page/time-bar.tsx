import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Column } from './columns.ts';
import { useStage } from './context.ts';

/** Pause, steps, the time line with a dot for each thing that happened, and the clock. */
export function TimeBar() {
  const { view, columns, texts, actions, isLive } = useStage();
  const { clock, speed } = view;
  const { end } = columns;
  const isRunning = view.isConnected && columns.columns.some(({ run }) => run.state === 'running');
  const isMoving = clock.mode === 'play' || (clock.mode === 'follow' && isRunning);
  const at = clock.mode === 'follow' ? end : Math.min(clock.at, end);
  const isOver = clock.mode !== 'play' && at >= end;
  const spoken = texts.seconds((at / 1000).toFixed(1));
  return (
    <footer class="bottom">
      <button type="button" class="play" onClick={actions.togglePlay} disabled={end === 0}>
        {isMoving ? texts.pause : isOver ? texts.replay : texts.play}
        <kbd>{texts.spaceKey}</kbd>
      </button>
      <button type="button" class="small" aria-label={texts.back} onClick={() => actions.step(-1)}>
        ‹
      </button>
      <button type="button" class="small" aria-label={texts.on} onClick={() => actions.step(1)}>
        ›
      </button>
      <div class="line">
        {columns.columns.map((column, lane) => (
          <Dots key={column.id} column={column} end={end} lane={lane} of={columns.columns.length} />
        ))}
        <input
          type="range"
          aria-label={texts.timeline}
          aria-valuetext={spoken}
          min={0}
          max={Math.max(end, 1)}
          step="any"
          value={at}
          onInput={(event) => actions.seek(Number(event.currentTarget.value))}
        />
      </div>
      <output class="clock">
        {isRunning && clock.mode === 'follow' ? <Elapsed from={end} /> : spoken}
      </output>
      {!isLive && (
        <span class="recorded" title={texts.recordedLong}>
          {texts.recorded}
        </span>
      )}
      <button
        type="button"
        class="small speed"
        aria-label={`${texts.speedLong}: ${texts.speed(speed)}`}
        onClick={actions.setSpeed}
      >
        {texts.speed(speed)}
      </button>
      <button type="button" class="export" onClick={() => actions.open('export')}>
        {texts.exportRun}
      </button>
      <button
        type="button"
        lang={texts.languageTag}
        onClick={() => void actions.speak(view.language === 'en' ? 'ko' : 'en')}
      >
        {texts.language}
      </button>
      <button
        type="button"
        class="small"
        aria-label={texts.help}
        onClick={() => actions.open('help')}
      >
        ?
      </button>
    </footer>
  );
}

/** All dots of a lane are one path: thousands of them cost as much as one. */
function Dots(props: { column: Column; end: number; lane: number; of: number }) {
  const { column, end, lane, of } = props;
  const path = useMemo(() => {
    const y = (((lane + 0.5) / of) * 100).toFixed(0);
    const dot = (at: number) => `M${end === 0 ? 0 : ((at / end) * 1000).toFixed(1)} ${y}h.01`;
    return column.diagram.rows.map(({ at }) => dot(at)).join('');
  }, [column.diagram, end, lane, of]);
  return (
    <svg
      class={`dots lane-${column.colour}`}
      viewBox="0 0 1000 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} vector-effect="non-scaling-stroke" />
    </svg>
  );
}

/** The clock while lanes run, between two messages, too. */
function Elapsed({ from }: { from: number }) {
  const { texts } = useStage();
  const [now, setNow] = useState(from);
  useEffect(() => {
    const began = performance.now() - from;
    const timer = setInterval(() => setNow(performance.now() - began), 100);
    return () => clearInterval(timer);
  }, [from]);
  return <>{texts.seconds((Math.max(now, from) / 1000).toFixed(1))}</>;
}
