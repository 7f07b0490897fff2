import { mostLanes } from '../new-lane.ts';
import { useStage } from '../context.ts';

/** Every flow, with what it is; one that cannot run here says why, and what would help. */
export function FlowsDialog() {
  const { view, texts, actions } = useStage();
  const lanes = view.info?.lanes ?? [];
  return (
    <>
      <p class="lead">
        {texts.flowsLead}{' '}
        <button type="button" class="text" onClick={() => actions.open('tree')}>
          {texts.which}
          <kbd>W</kbd>
        </button>
      </p>
      <ul class="choices">
        {(view.info?.flows ?? []).map(({ flow, title, sample, available, recorded, reason }) => {
          const canShow = available || recorded;
          const isShown = lanes.some((one) => one.flow === flow);
          return (
            <li key={flow} class={canShow ? undefined : 'off'}>
              <div>
                <h3>
                  {title} <code>{sample}</code>
                </h3>
                {!available && (
                  <p>
                    {texts.notAvailable} {reason} {recorded && texts.playsRecording}
                  </p>
                )}
              </div>
              {isShown ? (
                <span class="hint">{texts.shown}</span>
              ) : (
                <button
                  type="button"
                  disabled={!canShow || lanes.length >= mostLanes}
                  aria-label={`${texts.show}: ${title}`}
                  onClick={() => void actions.addFlow(flow)}
                >
                  {texts.show}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
