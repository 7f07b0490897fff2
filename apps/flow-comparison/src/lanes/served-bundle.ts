import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { decode } from '@jridgewell/sourcemap-codec';
import { mainOf } from '../places.ts';
import { programFor } from '../program-for.ts';

/** Of one function: start, end, and how often it ran, for itself and for each block of it. */
export type FunctionRanges = readonly (readonly [start: number, end: number, count: number])[];

/** A sample as `nx serve` runs it. */
export interface ServedBundle {
  /** How Node runs it. */
  program: string[];
  /** Address of the bundle; empty where the sources run as they are. */
  file: string;
  /** Where main.ts lies in it, in characters. */
  from: number;
  to: number;
  /** Lines of main.ts that ran, from 1. */
  linesThatRan(functions: readonly FunctionRanges[]): number[];
  /** The same for a copy of its file. */
  at(copy: string): ServedBundle;
}

/** By their main.ts, each made once: samples do not change while the stage is shown. */
const bundles = new Map<string, Promise<ServedBundle>>();

/**
 * The bundle of a sample, made where it is missing or older than its sources.
 *
 * @param entry - from the sample's folder
 */
export function servedBundle(sample: string, entry?: string): Promise<ServedBundle> {
  const main = mainOf(sample, entry);
  const bundle = bundles.get(main) ?? bundleOf(sample, main);
  bundles.set(main, bundle);
  // The next lane tries again.
  bundle.catch(() => bundles.delete(main));
  return bundle;
}

async function bundleOf(sample: string, main: string): Promise<ServedBundle> {
  const program = await programFor(main);
  const [file = '', ...more] = program;
  if (more.length > 0) return withoutLines(program);
  const [text, map] = [readFileSync(file, 'utf8'), readFileSync(`${file}.map`, 'utf8')];
  return read(program, text, map, `apps/${sample}/src/main.ts`);
}

function withoutLines(program: string[]): ServedBundle {
  const bundle = { program, file: '', from: 0, to: 0, linesThatRan: () => [] };
  return { ...bundle, at: (copy) => withoutLines([copy]) };
}

function read(program: string[], text: string, map: string, source: string): ServedBundle {
  const { sources, mappings } = JSON.parse(map) as { sources: string[]; mappings: string };
  const index = sources.findIndex((one) => one.endsWith(source));
  const starts = lineStarts(text);
  const places = decode(mappings).flatMap((segments, line) =>
    segments
      .filter(([, from]) => from === index)
      .map(([column, , sourceLine, sourceColumn]) => ({
        offset: afterSpace(text, (starts[line] ?? 0) + column),
        line: (sourceLine ?? 0) + 1,
        column: sourceColumn ?? 0,
      })),
  );
  // A line ran if what it begins with did: the end of a block belongs to what is around it.
  const begins = new Map<number, (typeof places)[number]>();
  for (const place of places)
    if (place.column < (begins.get(place.line)?.column ?? Infinity)) begins.set(place.line, place);
  const offsets = places.map(({ offset }) => offset);
  const bundle: Omit<ServedBundle, 'at'> = {
    program,
    file: pathToFileURL(program[0] ?? '').href,
    from: Math.min(...offsets),
    to: Math.max(...offsets),
    linesThatRan(functions) {
      const ranges = functions.flat();
      const ran = [...begins.values()].filter(({ offset }) => countAt(ranges, offset) > 0);
      return ran.map(({ line }) => line).sort((a, b) => a - b);
    },
  };
  const at = (copy: string): ServedBundle => ({
    ...{ ...bundle, program: [copy], file: pathToFileURL(copy).href },
    at,
  });
  return { ...bundle, at };
}

/** esbuild maps a statement from its indentation on, which belongs to what is around it. */
function afterSpace(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\n') at += 1;
  return at;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** V8 nests its ranges: the innermost one counts. */
function countAt(ranges: FunctionRanges, offset: number): number {
  let innermost: readonly [number, number, number] = [0, Infinity, 0];
  for (const range of ranges)
    if (
      range[0] <= offset &&
      offset < range[1] &&
      range[1] - range[0] <= innermost[1] - innermost[0]
    )
      innermost = range;
  return innermost[2];
}
