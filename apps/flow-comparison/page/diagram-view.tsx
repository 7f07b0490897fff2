import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Actor } from '../src/messages.ts';
import { type Row } from '../src/run/diagram.ts';
import { spareBelow } from '../src/run/sight.ts';
import { actorName, labelOf, spokenRow } from '../src/run/explain.ts';
import { type Column, rowFor, rowsInSight } from './columns.ts';
import { useStage } from './context.ts';
import { addBox, choose, resized, reveal, scrolled } from './scroll-lanes.ts';
import { widthOf } from './text-width.ts';

/** Of a row, in rem; at the time on its left, in rem. */
const rowHeight = 2.125;
const gutter = 3.4;
const margin = 2.6;
/** Below this width, in rem, names and margins shrink. */
const narrow = 24;
/** Of an actor, in rem: where less is between two, only the first and the last are named. */
const name = 2.75;
/** Rows that are drawn beyond what is visible, so that scrolling never shows a gap. */
const spare = 3;
/** Rows that it takes to scroll before others are drawn. */
const stride = 2;
/** Pixels of 1 rem: the browser's own text size. */
let rem = 16;

interface Size {
  width: number;
  height: number;
  top: number;
}

/** The sequence diagram of a lane: an SVG, and over it a list of buttons, which is its text. */
export function DiagramView(props: { column: Column; parts: readonly number[]; isLast: boolean }) {
  const { column, parts } = props;
  const { view, columns, texts, actions } = useStage();
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0, top: 0 });
  useMemo(() => (rem = rootFontSize()), []);
  const step = rowHeight * rem;
  const { rows, places, diagram } = column;
  const isNarrow = size.width < narrow * rem;
  const side = (size.width < (narrow / 2) * rem ? 0.25 : isNarrow ? 0.6 : 1) * margin * rem;
  const between = (size.width - gutter * rem - 2 * side) / (diagram.actors.length - 1);
  const selected = rowFor(column, view, columns.columns);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const steps = stride * step;
    const change = (changed: Partial<Size>) =>
      setSize((before) => {
        const next = { ...before, ...changed };
        const isSame =
          before.width === next.width && before.height === next.height && before.top === next.top;
        return isSame ? before : next;
      });
    const draw = (top: number) => change({ top: Math.floor(top / steps) * steps });
    const forget = addBox(element, draw);
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      resized(element, height);
      change({ width, height });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    draw(element.scrollTop);
    return () => {
      observer.disconnect();
      forget();
    };
  }, []);

  const { newest, decided = newest, earlier = [] } = rowsInSight(column);
  const placeOf = (row?: Row) => (row && places[rows.indexOf(row)]) ?? 0;
  const [end, place, from] = [placeOf(newest), placeOf(decided), earlier.map(placeOf)];
  const isAtWork = view.clock.mode !== 'hold';
  const isFree = view.selected === undefined;
  useLayoutEffect(
    () => reveal(box.current, { place, end, from }, step),
    [place, end, from.join(), isFree],
  );
  const chosenPlace = selected
    ? places[column.diagram.rows.findIndex(({ id }) => id === selected.id)]
    : undefined;
  const isChosen = view.selected?.column === column.id;
  useLayoutEffect(() => {
    if (chosenPlace !== undefined && isChosen) choose(chosenPlace, step);
  }, [chosenPlace, view.selected]);

  const x = (actor: Actor) => {
    const at = diagram.actors.indexOf(actor);
    return gutter * rem + side + (at > 0 ? at * Math.max(0, between) : 0);
  };
  const first = Math.max(0, Math.floor(size.top / step) - spare);
  const bottom = Math.ceil((size.top + size.height) / step) + spare + stride;
  const visible = rows
    .map((row, at) => ({ row, at, place: places[at] ?? at }))
    .filter(({ place }) => place >= first && place <= bottom);
  const top = first * step;
  const height = Math.max(0, Math.min(bottom + 1, columns.height + 1) - first) * step;
  const isFew = rows.length <= 150;
  const listed = isFew ? rows.map((row, at) => ({ row, at, place: places[at] ?? at })) : visible;
  const stop = selected?.id ?? rows[0]?.id;

  return (
    <div class="diagram">
      <div
        class={`actors ${isNarrow ? 'narrow' : ''} ${between < name * rem ? 'tight' : ''}`}
        aria-hidden="true"
      >
        {size.width > 0 &&
          diagram.actors.map((actor) => (
            <span key={actor} style={{ left: `${x(actor)}px` }}>
              {actorName(actor, view.language)}
            </span>
          ))}
      </div>
      <div class="rows" ref={box} onScroll={(event) => scrolled(event.currentTarget)}>
        <div class="whole" style={{ height: `${(columns.height + 1 + spareBelow) * step}px` }}>
          {size.width > 0 && (
            <svg
              aria-hidden="true"
              class={isAtWork ? 'growing' : undefined}
              width={size.width}
              height={height}
              style={{ top: `${top}px` }}
              viewBox={`0 ${top} ${size.width} ${height}`}
            >
              {parts
                .filter((part) => part > 0 && part >= first && part <= bottom)
                .map((part) => (
                  <line
                    key={`part-${part}`}
                    class="part"
                    x1={0}
                    x2={size.width}
                    y1={part * step}
                    y2={part * step}
                  />
                ))}
              {diagram.actors.map((actor) => (
                <line
                  key={actor}
                  class="life"
                  x1={x(actor)}
                  x2={x(actor)}
                  y1={top}
                  y2={top + height}
                />
              ))}
              {visible.map(({ row, place }) => (
                <RowPicture
                  key={row.id}
                  row={row}
                  y={(place + 0.66) * step}
                  step={step}
                  x={x}
                  width={size.width}
                  label={labelOf(row, view.language)}
                  isSelected={row.id === selected?.id}
                />
              ))}
            </svg>
          )}
          <ol aria-label={texts.diagram(column.title)}>
            {listed.map(({ row, at, place }) => (
              <li
                key={row.id}
                style={{ top: `${place * step}px` }}
                aria-setsize={isFew ? undefined : rows.length}
                aria-posinset={isFew ? undefined : at + 1}
              >
                <button
                  type="button"
                  tabIndex={row.id === stop ? 0 : -1}
                  aria-current={row.id === selected?.id ? 'step' : undefined}
                  data-row={row.id}
                  title={spokenRow(row, view.language)}
                  onClick={() => actions.select(column.id, row.id)}
                >
                  {spokenRow(row, view.language)}
                </button>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}

function RowPicture(props: {
  row: Row;
  y: number;
  step: number;
  x: (actor: Actor) => number;
  width: number;
  label: string;
  isSelected: boolean;
}) {
  const { row, y, step, x, width, isSelected } = props;
  const { from, to, failed } = row;
  const isBad = failed !== undefined;
  const label = isBad ? `✕ ${props.label}` : props.label;
  const [left, right] = [gutter * rem, width - 0.4 * rem];
  const [a, b] = [x(from), x(to)];
  const needed = widthOf(label, isBad ? 600 : 400);
  const half = Math.min(needed, right - left) / 2;
  // Beside its dot, on the side that has room.
  const reach = 0.9 * rem + 2 * half;
  const beside = a + reach <= right ? 1 : a - reach >= left ? -1 : 0;
  const middle = from === to ? a + beside * (0.9 * rem + half) : (a + b) / 2;
  const centre = Math.min(Math.max(middle, left + half), right - half);
  const ahead = b > a ? 1 : -1;
  return (
    <g class={`row ${isBad ? 'bad' : ''} ${row.part} ${row.isFold ? 'fold' : ''}`}>
      {(isSelected || isBad) && (
        <rect
          class={isSelected ? 'frame selected' : 'frame'}
          x={left - 0.3 * rem}
          y={y - step * 0.6}
          width={Math.max(0, right - left + 0.5 * rem)}
          height={step * 0.92}
          rx={6}
        />
      )}
      <text class="time" x={0.5 * rem} y={y + 4}>
        {(row.at / 1000).toFixed(1)}
      </text>
      {from === to ? (
        <circle cx={a} cy={y} r={5} />
      ) : (
        <>
          <line x1={a} x2={b - ahead * 7} y1={y} y2={y} />
          <path d={`M${b} ${y} l${-ahead * 9} -5 v10z`} />
        </>
      )}
      <text class="label" x={centre} y={from === to ? (beside === 0 ? y - 9 : y + 4) : y - 7}>
        {fitted(label, needed, right - left)}
      </text>
    </g>
  );
}

/** What fits into a width, with an ellipsis where the rest is left out: the list has all of it. */
function fitted(label: string, needed: number, room: number): string {
  if (needed <= room) return label;
  return `${label.slice(0, Math.max(4, Math.floor((label.length * room) / needed) - 2))}…`;
}

const rootFontSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
