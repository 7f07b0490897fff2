import { claimTexts } from '../../src/run/claim-texts.ts';
import { compareClaims, timeOfClaim } from '../../src/run/compare-claims.ts';
import type { Column } from '../columns.ts';
import { useStage } from '../context.ts';

type Claims = Record<string, unknown>;

/** The claims of the lane's newest tokens; what other lanes have otherwise is marked. */
export function Token({ column }: { column: Column }) {
  const { view, columns, texts } = useStage();
  const moment = view.clock.mode === 'follow' ? Infinity : view.clock.at;
  const newest = ({ run }: Column) => run.tokens.findLast(({ at }) => at <= moment);
  const token = newest(column);
  if (!token) return <p class="hint">{texts.noToken}</p>;
  const place = columns.columns.indexOf(column);
  const all = columns.columns.map(newest);
  const lifetimes = new Set(
    all.filter((one) => one !== undefined).map((one) => one.lifetimeSeconds),
  );
  const places = new Set(columns.columns.map(placeOf));
  const refreshable = new Set(all.filter((one) => one !== undefined).map((one) => one.refreshable));
  return (
    <>
      <p class="facts">
        <span class={places.size > 1 ? 'differs' : undefined}>
          {texts.keptIn.label} <strong>{texts.keptIn[placeOf(column)]}</strong>
        </span>
        {token.lifetimeSeconds !== undefined && (
          <span class={lifetimes.size > 1 ? 'differs' : undefined}>
            {texts.lifetime}{' '}
            <strong>{texts.minutes(Math.round(token.lifetimeSeconds / 60))}</strong>
          </span>
        )}
        {token.refreshable !== undefined && (
          <span class={refreshable.size > 1 ? 'differs' : undefined}>
            {texts.refreshToken} <strong>{token.refreshable ? texts.yes : texts.no}</strong>
          </span>
        )}
      </p>
      <ClaimTable title={texts.accessToken} tokens={all.map((one) => one?.access)} place={place} />
      <ClaimTable title={texts.idToken} tokens={all.map((one) => one?.id)} place={place} />
    </>
  );
}

/** Where the flow's tokens end, as the catalogue has it under security. */
function placeOf({ lane: { flow } }: Column): 'server' | 'page' | 'broker' | 'file' {
  if (flow.startsWith('web-')) return 'server';
  if (flow.startsWith('single-page')) return 'page';
  return flow === 'broker' ? 'broker' : 'file';
}

function ClaimTable(props: {
  title: string;
  tokens: readonly (Claims | undefined)[];
  place: number;
}) {
  const { title, tokens, place } = props;
  const { view, texts } = useStage();
  if (!tokens[place]) return null;
  const meanings: Readonly<Record<string, string>> = claimTexts[view.language];
  return (
    <table class="claims">
      <caption>{title}</caption>
      <thead class="unseen">
        <tr>
          <th>{texts.claim}</th>
          <th>{texts.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {compareClaims(tokens).map(({ name, values, differs }) => {
          const value = values[place];
          const time = timeOfClaim(name, value);
          return (
            <tr key={name} class={differs ? 'differs' : undefined}>
              <th scope="row">
                <code>{name}</code>
                {differs && <span class="mark">{texts.differs}</span>}
              </th>
              <td>
                <code>{value ?? texts.absent}</code>
                {time && <span class="hint"> {time.toLocaleTimeString(view.language)}</span>}
                {meanings[name] !== undefined && <span class="meaning">{meanings[name]}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
