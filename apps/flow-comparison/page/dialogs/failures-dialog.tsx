import { useStage } from '../context.ts';

/** The scenarios of the emulator: before, what a good client does. */
export function FailuresDialog() {
  const { view, columns, texts, actions } = useStage();
  const { info, scenario, scenarioLane } = view;
  const lanes = columns.columns.map(({ lane, title }) => ({ ...lane, title }));
  const canMeet = (appliesTo: readonly string[]) =>
    lanes.some(({ lane, flow }) => (scenarioLane ?? lane) === lane && appliesTo.includes(flow));
  const all = [...(info?.scenarios ?? [])].sort(
    (one, other) => Number(canMeet(other.appliesTo)) - Number(canMeet(one.appliesTo)),
  );
  return (
    <>
      <p class="lead">{texts.failuresLead}</p>
      <div class="row-of">
        <select
          aria-label={texts.lanes}
          value={scenarioLane ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void actions.chooseScenario(scenario, value || undefined)
          }
        >
          <option value="">{texts.forAll}</option>
          {lanes.map(({ lane, title }) => (
            <option key={lane} value={lane}>
              {title}
            </option>
          ))}
        </select>
        <button type="button" class="start" onClick={() => void actions.start(1)}>
          {texts.startWith}
        </button>
      </div>
      <fieldset class="radios">
        <legend class="unseen">{texts.failures}</legend>
        <label>
          <input
            type="radio"
            name="scenario"
            checked={scenario === undefined}
            onChange={() => void actions.chooseScenario(undefined)}
          />
          <span>{texts.noFailure}</span>
        </label>
        {all.map(({ name, title, before, appliesTo }) => {
          const isMet = canMeet(appliesTo);
          return (
            <label key={name} class={isMet ? undefined : 'off'}>
              <input
                type="radio"
                name="scenario"
                disabled={!isMet}
                checked={scenario === name}
                onChange={() => void actions.chooseScenario(name, scenarioLane)}
              />
              <span>
                <b>{title}</b> <code>{name}</code>
                <small>{isMet ? `${texts.goodClient}: ${before}` : texts.notMet}</small>
              </span>
            </label>
          );
        })}
      </fieldset>
    </>
  );
}
