import type { StagePolicy } from '../src/messages.ts';
import { type DialogName, isBegunByAgain } from './view.ts';
import { isAgainOffered, isOffered } from './offers.ts';
import { policiesOf } from './columns.ts';
import { useStage } from './context.ts';

/** What runs, what fails on purpose, and how to begin: always on the screen. */
export function TopBar() {
  const { view, columns, texts, actions, isLive, isCarried } = useStage();
  const offers = (dialog: DialogName) => isOffered(dialog, view.info, { isCarried });
  const { info, scenario } = view;
  const flows = info?.flows ?? [];
  const lanes = info?.lanes ?? [];
  const isRunning = columns.columns.some(({ run }) => run.state === 'running') && isLive;
  const failing = info?.scenarios.find(({ name }) => name === scenario);
  const on = policiesOf(view).filter((one) => one.on);
  return (
    <header class="top">
      <h1>{texts.title}</h1>
      <ul class="chips" aria-label={texts.lanes}>
        {lanes.map(({ lane, flow }, at) => {
          const title = flows.find((one) => one.flow === flow)?.title ?? flow;
          return (
            <li key={lane} class={`chip lane-${at + 1}`}>
              <button
                type="button"
                onClick={() => actions.showColumn(at)}
                aria-current={view.column === at}
                title={title}
              >
                <i aria-hidden="true" />
                {title}
              </button>
              {lanes.length > 1 && !isCarried && (
                <button
                  type="button"
                  class="remove"
                  aria-label={texts.remove(title)}
                  onClick={() => void actions.removeLane(lane)}
                >
                  ×
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {offers('flows') && (
        <button
          type="button"
          class="add"
          aria-label={texts.addFlowLong}
          onClick={() => actions.open('flows')}
        >
          +
        </button>
      )}
      <span class="spacer" />
      {offers('scenes') && (
        <button type="button" class="scenes" onClick={() => actions.open('scenes')}>
          {texts.scenes}
        </button>
      )}
      {offers('policies') ? (
        <button
          type="button"
          class={on.length > 0 ? 'policies on' : 'policies'}
          title={on.map(({ title }) => title).join(', ') || undefined}
          onClick={() => actions.open('policies')}
        >
          <PoliciesText on={on} />
        </button>
      ) : (
        on.length > 0 && (
          <span class="policies on" title={on.map(({ title }) => title).join(', ')}>
            <PoliciesText on={on} />
          </span>
        )
      )}
      {offers('failures') ? (
        <button
          type="button"
          class={failing ? 'failing' : 'fail'}
          title={failing?.title}
          onClick={() => actions.open('failures')}
        >
          <Failure short={failing?.short} />
        </button>
      ) : (
        failing && (
          <span class="failing" title={failing.title}>
            <Failure short={failing.short} />
          </span>
        )
      )}
      {!isCarried && <Runs isRunning={isRunning} />}
    </header>
  );
}

function Failure({ short }: { short: string | undefined }) {
  const { texts } = useStage();
  const isMet = short !== undefined;
  return (
    <>
      {isMet && <b aria-hidden="true">! </b>}
      <span class={isMet ? 'unseen' : undefined}>{texts.failure(isMet ? '' : texts.none)}</span>
      {short}
    </>
  );
}

function Runs({ isRunning }: { isRunning: boolean }) {
  const { view, texts, actions } = useStage();
  const isAgain = isBegunByAgain(view) && !isRunning;
  const hasAgain = isAgainOffered(view);
  return (
    <>
      {isRunning ? (
        <button type="button" class="start" onClick={() => void actions.stop()}>
          {texts.stop}
          <kbd>X</kbd>
        </button>
      ) : (
        <button
          type="button"
          class={isAgain ? 'start quieter' : 'start'}
          onClick={() => void actions.start(1)}
        >
          {texts.start}
          <kbd>S</kbd>
        </button>
      )}
      <button
        type="button"
        class={isAgain ? 'again bright' : 'again'}
        title={hasAgain || isRunning ? texts.againLong : texts.noneAgain}
        disabled={!hasAgain || isRunning}
        aria-pressed={view.runs === 2}
        onClick={() => void actions.start(2)}
      >
        {texts.again}
        <kbd>A</kbd>
      </button>
      <button type="button" class="reset" onClick={() => void actions.reset()}>
        {texts.reset}
        <kbd>R</kbd>
      </button>
    </>
  );
}

/** One that is on by its name, where there is room for that alone. */
function PoliciesText({ on }: { on: readonly StagePolicy[] }) {
  const { texts } = useStage();
  const [one, ...more] = on;
  if (!one) return texts.policies;
  if (more.length > 0) return texts.policiesOn(on.length);
  return (
    <>
      <span class="unseen">{texts.policyOn}</span>
      {one.short}
    </>
  );
}
