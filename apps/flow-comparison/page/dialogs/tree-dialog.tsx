import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  type Answer,
  decisionTree,
  flowCatalog,
  type Question,
  type Words,
} from '@entra-flows/flow-catalog';
import { useStage } from '../context.ts';

/** Questions that end in a flow, the command that runs its sample, and the one that copies it. */
export function TreeDialog() {
  const { view, texts } = useStage();
  const [taken, setTaken] = useState<readonly Answer[]>([]);
  const said = (words: Words) => words[view.language];
  const last = taken.at(-1)?.leadsTo;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The button that had the focus is gone: on to the next question, or to what the answers lead to.
    const box = place.current;
    if (!box?.closest('dialog')?.open || box.contains(document.activeElement)) return;
    box.querySelector<HTMLElement>('.answer, .result')?.focus();
  }, [taken]);
  const question: Question | undefined = last
    ? 'question' in last
      ? last.question
      : undefined
    : decisionTree;
  return (
    <div ref={place}>
      <p class="lead">{texts.whichLead}</p>
      {taken.length > 0 && (
        <ol class="taken">
          {taken.map(({ text }) => (
            <li key={text.en}>{said(text)}</li>
          ))}
        </ol>
      )}
      {question && (
        <fieldset class="question" key={question.ask.en}>
          <legend>{said(question.ask)}</legend>
          {question.answers.map((answer) => (
            <button
              key={answer.text.en}
              type="button"
              class="answer"
              onClick={() => setTaken([...taken, answer])}
            >
              {said(answer.text)}
              <MachineSays answer={answer} />
            </button>
          ))}
        </fieldset>
      )}
      {last && 'advice' in last && (
        <p class="result" tabIndex={-1}>
          {texts.advice(said(last.advice))}
        </p>
      )}
      {last && 'flow' in last && <Result flow={last.flow} />}
      {taken.length > 0 && (
        <button type="button" class="quiet" onClick={() => setTaken([])}>
          {texts.startOver}
        </button>
      )}
    </div>
  );
}

/** Where the machine decides, the library's own answer stands on the button. */
function MachineSays({ answer: { leadsTo } }: { answer: Answer }) {
  const { view, texts } = useStage();
  const choice =
    'flow' in leadsTo ? view.info?.machine?.find(({ flow }) => flow === leadsTo.flow) : undefined;
  if (!choice) return null;
  return (
    <span class={choice.usable ? 'machine' : 'machine not'}>
      {texts.machine}: {choice.usable ? texts.usable : texts.unusable}
      {/* The library gives its reason in English. */}
      {view.language === 'en' && ` (${choice.reason})`}
    </span>
  );
}

function Result({ flow }: { flow: string }) {
  const { view, texts, actions } = useStage();
  const found = view.info?.flows.find((one) => one.flow === flow);
  const known = flowCatalog.find(({ id }) => id === flow);
  const isShown = view.info?.lanes.some((one) => one.flow === flow) ?? false;
  return (
    <div class="result" tabIndex={-1}>
      <h3>
        {texts.result}: {found?.title ?? known?.name} <code>{found?.sample ?? known?.sample}</code>
      </h3>
      {found && <Command title={texts.runIt} text={found.command} />}
      {found && <Command title={texts.copyIt} text={found.copyCommand} />}
      {(found?.available || found?.recorded) && !isShown && (
        <button type="button" class="start" onClick={() => void actions.addFlow(flow)}>
          {texts.show}
        </button>
      )}
    </div>
  );
}

function Command({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h4>{title}</h4>
      <pre tabIndex={0}>{text}</pre>
    </>
  );
}
