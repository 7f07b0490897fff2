import { useEffect, useState } from 'preact/hooks';
import { scoreOf } from '../src/run/score.ts';
import { userCodeIn } from '../src/run/user-code.ts';
import { waitingOf } from '../src/run/waiting.ts';
import type { Column } from './columns.ts';
import { useStage } from './context.ts';
import { DiagramView } from './diagram-view.tsx';
import type { Texts } from './texts.ts';
import { isBegunByAgain, type View } from './view.ts';

/** One lane: name and outcome, score, diagram. */
export function LaneView(props: { column: Column; number: number; isShown: boolean }) {
  const { column, number, isShown } = props;
  const { texts, view, columns, actions, isLive } = useStage();
  const { lane, run, title, colour } = column;
  const chosen = view.info?.lanes.find((one) => one.lane === lane.lane);
  const isBoth = view.runs === 'both';
  const heading = `lane-${column.id.replace('/', '-')}`;
  return (
    <section
      class={`lane lane-${colour} ${isShown ? 'shown' : ''} ${run.run === 2 ? 'second' : ''}`}
      aria-labelledby={heading}
    >
      <div class="head">
        <h2 id={heading} tabIndex={-1}>
          <span class="unseen">{texts.lane(number, '')}</span>
          {title}
          {isBoth && <span class="run">{texts.run(run.run)}</span>}
          <code>{lane.sample}</code>
          <Outcome column={column} />
          {run.recorded && isLive && <span class="recorded">{texts.recorded}</span>}
          {isLive && run.state === 'running' && (
            <button
              type="button"
              class="user"
              aria-label={texts.stopLane(title)}
              onClick={() => void actions.stop(lane.lane)}
            >
              {texts.stop}
            </button>
          )}
          {isLive && chosen && run.state !== 'running' && (
            <button
              type="button"
              class="user"
              aria-pressed={chosen.user === 'you'}
              title={texts.whoSignsIn}
              onClick={() =>
                void actions.setUser(lane.lane, chosen.user === 'you' ? 'scripted' : 'you')
              }
            >
              {texts.signIn[chosen.user]}
            </button>
          )}
        </h2>
        {run.open !== undefined && <SignInLink address={run.open} code={userCodeIn(run)} />}
        <ScoreLine column={column} />
        <Told column={column} />
        <Advice column={column} />
      </div>
      {run.events.length === 0 ? (
        <p class="empty">{emptyText(column, texts, view)}</p>
      ) : (
        <DiagramView
          column={column}
          parts={columns.parts}
          isLast={number === columns.columns.length}
        />
      )}
    </section>
  );
}

/** What the lane says beside its steps: that they were recorded, or why it was ended. */
function Told({ column: { run, rows, diagram } }: { column: Column }) {
  const isOver = run.state === 'failed' && rows.length === diagram.rows.length;
  const { view, texts } = useStage();
  if (view.runs === 2 && run.run === 1) return <p class="told">{texts.notAgain}</p>;
  const isNew = run.recorded || (isOver && !run.diagnosis);
  if (!isNew || run.message === undefined || run.events.length === 0) return null;
  return <p class="told">{run.message[view.language]}</p>;
}

/** On a phone, where the words are below the fold: what to do next, as the panel has it. */
function Advice({ column: { run, rows, diagram } }: { column: Column }) {
  const { texts, view } = useStage();
  const isOver = run.state === 'failed' && rows.length === diagram.rows.length;
  if (!isOver || !run.diagnosis) return null;
  return (
    <p class="told phone-only">
      <strong>{texts.next}:</strong> {run.diagnosis.remedy[view.language]}
    </p>
  );
}

/** In a window beside: the stage stays in sight while the user signs in. */
function SignInLink({ address, code }: { address: string; code: string | undefined }) {
  const { texts } = useStage();
  const open = (event: Event) => {
    // A browser that opens no window follows the link.
    if (window.open(address, 'sign-in', 'popup,width=520,height=720')) event.preventDefault();
  };
  return (
    <p class="sign-in">
      <a href={address} target="_blank" rel="noopener" onClick={open}>
        {texts.openSignIn}
      </a>
      {code !== undefined && (
        <>
          {' '}
          {texts.codeToType} <code>{code}</code>
        </>
      )}
    </p>
  );
}

function emptyText({ run, lane }: Column, texts: Texts, view: View): string {
  const told = run.message ?? lane.message;
  if (told) return told[view.language];
  if (run.state === 'starting') return texts.preparing;
  return run.state === 'running'
    ? texts.noSteps
    : isBegunByAgain(view)
      ? texts.pressAgain
      : texts.pressStart;
}

function Outcome({ column }: { column: Column }) {
  const { texts, view } = useStage();
  const { run, rows } = column;
  const isWhole = column.rows.length === column.diagram.rows.length;
  const { tokenAfter } = column.score;
  const isBad = isWhole && (run.state === 'failed' || run.state === 'unavailable');
  const token = tokenAfter !== undefined && (
    <span class="pill good">
      <span aria-hidden="true">✓ </span>
      {texts.tokenAfter((tokenAfter / 1000).toFixed(1))}
    </span>
  );
  if (isBad)
    return (
      <>
        {token}
        <span class="pill bad">
          <span aria-hidden="true">✕ </span>
          {run.diagnosis?.code ?? texts.states[run.state]}
        </span>
      </>
    );
  if (token) return token;
  // What became of a run is not known then.
  if (!view.isConnected && run.state === 'running')
    return <span class="pill">{texts.notConnected}</span>;
  if (run.open !== undefined && run.state === 'running')
    return <span class="pill">{texts.yourTurn}</span>;
  const waiting = run.state === 'running' || !isWhole ? waitingOf(rows) : undefined;
  if (waiting) return <Countdown key={waiting.order} until={waiting.until} />;
  const stateThen = isWhole ? run.state : rows.length === 0 ? 'ready' : 'running';
  return <span class="pill">{texts.states[stateThen]}</span>;
}

/** Seconds until the app goes on or gives up: by the clock of the replay, or since the wait was told. */
function Countdown({ until }: { until: number }) {
  const { texts, view, columns } = useStage();
  const { clock } = view;
  const isLive = clock.mode === 'follow';
  const [left, setLeft] = useState(until - columns.end);
  useEffect(() => {
    if (!isLive) return undefined;
    const end = performance.now() + until - columns.end;
    const timer = setInterval(() => setLeft(end - performance.now()), 250);
    return () => clearInterval(timer);
  }, [isLive]);
  const shown = isLive ? left : until - clock.at;
  return <span class="pill">{texts.waiting(Math.max(0, Math.ceil(shown / 1000)))}</span>;
}

function ScoreLine({ column }: { column: Column }) {
  const { texts } = useStage();
  const { score } = column;
  const words = texts.score;
  const second = column.run.run === 1 ? column.lane.runs[2] : undefined;
  const figure = (value: number, [one, many]: readonly string[]) => (
    <span>
      <strong>{value}</strong> {value === 1 ? one : many}
    </span>
  );
  return (
    <p class="score">
      {figure(score.requests, words.requests)}
      {score.tokenAfter !== undefined && figure(score.roundTrips, words.roundTrips)}
      {score.polls > 0 && figure(score.polls, words.polls)}
      {score.polls > 1 && (
        <span>
          <strong>{texts.seconds(score.pollSeconds.toFixed(1))}</strong> {words.waiting}
        </span>
      )}
      {score.retries > 0 && figure(score.retries, words.retries)}
      {score.retryAfter > 0 && (
        <span>
          <strong>{texts.seconds(`${score.retryAfter}`)}</strong> {words.retryAfter}
        </span>
      )}
      {figure(score.userActions, words.actions)}
      {second && second.events.length > 0 && (
        <span>
          <strong>{scoreOf(second.events).requests}</strong> {words.second}
        </span>
      )}
      <span class="sees">
        {words.sees} <strong class="fact">{secretsOf(column.lane.flow, texts)}</strong>
      </span>
    </p>
  );
}

/** A fact of the flow, as the catalogue has it under security. */
function secretsOf(flow: string, { secrets }: Texts): string {
  if (flow.startsWith('username-password')) return secrets.password;
  if (flow.startsWith('integrated-windows')) return secrets.ticket;
  if (flow.startsWith('web-')) return secrets.tokensOnServer;
  return flow.startsWith('single-page') ? secrets.tokensInPage : secrets.none;
}
