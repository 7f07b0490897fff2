import type { Row } from '../../src/run/diagram.ts';
import { useStage } from '../context.ts';

/** The HTTP of the chosen step, redacted at its source. */
export function Raw({ row }: { row: Row | undefined }) {
  const { view, texts } = useStage();
  if (!row) return <p class="hint">{view.selected ? texts.notHere : texts.chooseStep}</p>;
  const event = row.events.at(-1) ?? row.events[0];
  const { exchange, note, failed } = event;
  return (
    <>
      {row.isFold && row.events.length > 1 && <p class="hint">{texts.folded(row.events.length)}</p>}
      {exchange ? (
        <>
          <p class="request">
            <code>
              <b>{exchange.method}</b> {exchange.path}
            </code>
            {exchange.status !== undefined && (
              <code class={failed ? 'status bad-text' : 'status'}>{exchange.status}</code>
            )}
          </p>
          <Fields title={texts.sent} fields={exchange.parameters} />
          <Fields title={texts.answered} fields={exchange.answer} />
          <p class="hint">
            {texts.bytes(exchange.requestBytes, exchange.answerBytes, exchange.ms)}
            {exchange.correlationId !== undefined && (
              <>
                <br />
                <code>client-request-id {exchange.correlationId}</code>
              </>
            )}
          </p>
          <p class="hint">{texts.redacted}</p>
        </>
      ) : (
        <>
          <p class="hint">{texts.noExchange}</p>
          <Fields title={texts.happened} fields={note ?? {}} />
        </>
      )}
    </>
  );
}

function Fields(props: {
  title: string;
  fields: Readonly<Record<string, string | number | boolean>>;
}) {
  const fields = Object.entries(props.fields);
  if (fields.length === 0) return null;
  return (
    <>
      <h3 class="label">{props.title}</h3>
      <dl class="fields">
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
