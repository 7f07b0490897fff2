import { policiesOf } from '../columns.ts';
import { useStage } from '../context.ts';

/** Conditional Access of the tenant, while lanes run, too. */
export function PoliciesDialog() {
  const { view, texts, actions, isLive } = useStage();
  const policies = policiesOf(view);
  return (
    <>
      <p class="lead">{isLive ? texts.policiesLead : texts.recordedLong}</p>
      {policies.length === 0 && <p>{texts.noPolicies}</p>}
      <fieldset class="radios">
        <legend class="unseen">{texts.policiesTitle}</legend>
        {policies.map(({ id, title, on }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={on}
              onChange={(event) => void actions.setPolicy(id, event.currentTarget.checked)}
            />
            <span>
              <b>{title}</b> <code>{id}</code>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
