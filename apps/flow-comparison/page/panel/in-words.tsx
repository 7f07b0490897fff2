import type { Row } from '../../src/run/diagram.ts';
import { explainRow, labelOf } from '../../src/run/explain.ts';
import { type Column, isAhead, isOldSignInBlocked } from '../columns.ts';
import { useStage } from '../context.ts';
import { placeForNew } from '../new-lane.ts';
import { sceneOf, type View } from '../view.ts';
import { OutLink } from './out-link.tsx';

/** What the chosen step is, why it is sent, and which specification it follows; or how the run went. */
export function InWords({ column, row }: { column: Column; row: Row | undefined }) {
  const { view, columns, texts } = useStage();
  const { run } = column;
  if (!row) {
    if (run.diagnosis && column.rows.length === column.diagram.rows.length)
      return <Diagnosis column={column} />;
    return (
      <>
        <BeforeFailure column={column} />
        <p class="hint">
          {!view.selected
            ? texts.chooseStep
            : isAhead(column, view, columns.columns)
              ? texts.notYet
              : texts.notHere}
        </p>
      </>
    );
  }
  const { title, paragraphs, specification } = explainRow(row, view.language, run);
  const isBad = row.failed !== undefined;
  const diagnosis = isBad || row.kind === 'outcome' ? run.diagnosis : undefined;
  return (
    <>
      <h3 class={isBad ? 'bad-text' : undefined}>
        {isBad && <span aria-hidden="true">✕ </span>}
        {title}
      </h3>
      {row.isFold && row.events.length > 1 && <p class="hint">{labelOf(row, view.language)}</p>}
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {diagnosis && <Diagnosis column={column} isTold={paragraphs.length > 0} />}
      {(diagnosis || specification) && (
        <p class="hint">
          {diagnosis && (
            <>
              <code>{diagnosis.code}</code> · <code>{diagnosis.category}</code>
            </>
          )}
          {diagnosis && specification && ' · '}
          {specification && (
            <>
              {texts.specification} <OutLink href={specification.url}>{specification.name}</OutLink>
            </>
          )}
        </p>
      )}
    </>
  );
}

/** The failure that the lane meets, where its flow can. */
function scenarioOf({ run, lane }: Column, { scenario, scenarioLane, info }: View) {
  const found = info?.scenarios.find(({ name }) => name === (run.scenario ?? scenario));
  const isMeant = scenarioLane === undefined || scenarioLane === lane.lane;
  return isMeant && found?.appliesTo.includes(lane.flow) ? found : undefined;
}

/** Before a failure: what a good client does. After it: what this one did. */
function BeforeFailure({ column }: { column: Column }) {
  const { view, texts } = useStage();
  const scenario = scenarioOf(column, view);
  if (!scenario) return null;
  return (
    <>
      <h3>{scenario.title}</h3>
      <p>
        <strong>{texts.goodClient}:</strong> {scenario.before}
      </p>
      <p>
        <strong>{texts.lookAt}:</strong> {scenario.after}
      </p>
    </>
  );
}

/** The trainer's notes. */
export function Scene() {
  const { view } = useStage();
  const scene = sceneOf(view);
  if (!scene) return null;
  return (
    <p class="notes">
      <b>{scene.title}.</b> {scene.notes}
    </p>
  );
}

/** What happened, what to do next, the other flow as a button, and what a good client does. */
function Diagnosis({ column, isTold = false }: { column: Column; isTold?: boolean }) {
  const { view, columns, texts, actions, isCarried } = useStage();
  const { diagnosis } = column.run;
  if (!diagnosis) return null;
  const scenario = scenarioOf(column, view);
  const isOld = isOldSignInBlocked(column);
  const { insteadFlow } = diagnosis;
  const flowOf = (name?: string) => view.info?.flows.find(({ flow }) => flow === name);
  const instead = flowOf(insteadFlow);
  // A lane that was refused in the same way is none to sign in with.
  const beside = columns.columns.find(
    (one) => one.lane.flow === insteadFlow && !(isOld && isOldSignInBlocked(one)),
  );
  // What fails there in the same way is no other way.
  const isSame = beside?.run.diagnosis?.code === diagnosis.code;
  const at = placeForNew(view, column.lane.lane);
  const replaced = flowOf(view.info?.lanes[at]?.flow);
  const taken = replaced && { number: at + 1, title: replaced.title };
  return (
    <div class="diagnosis">
      {!isTold && (
        <h3 class="bad-text">
          <span aria-hidden="true">✕ </span>
          {diagnosis.title[view.language]}
        </h3>
      )}
      <p>
        <strong>{texts.next}:</strong> {diagnosis.remedy[view.language]}
        {isOld && ` ${texts.newSignIn}`}
        {instead && beside && !isSame && ` ${texts.isBeside(instead.title)}`}
      </p>
      {instead && !beside && !isCarried && (
        <button
          type="button"
          class="instead"
          onClick={() => void actions.tryInstead(instead.flow, column.lane.lane, isOld)}
        >
          {isOld
            ? texts.tryNewSignIn(instead.title, taken)
            : texts.tryInstead(instead.title, taken)}
        </button>
      )}
      {scenario && (
        <p>
          <strong>{texts.goodClient}:</strong> {scenario.before}
        </p>
      )}
    </div>
  );
}
