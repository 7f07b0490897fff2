import {
  aadstsRows,
  adfsRows,
  b2cRows,
  categoryDefaults,
  type ErrorCategory,
  type UserAction,
} from './error-table.generated.ts';
import { vagueParents } from './error-supplement.ts';

/** Codes, separated by spaces, by `category`, or by `category userAction flags`. */
export type Rows = Readonly<Record<string, string>>;

export interface Behaviour {
  category: ErrorCategory;
  userAction: UserAction;
  retryable: boolean;
  interactive: boolean;
}

const indexes = new WeakMap<Rows, Map<string, string>>();

/** The key of the row that holds the code. The index is made at the first question: most runs never ask. */
export function findRow(rows: Rows, code: string): string | undefined {
  let index = indexes.get(rows);
  if (!index) {
    index = new Map();
    for (const [key, codes] of Object.entries(rows))
      for (const listed of codes.split(' ')) index.set(listed, key);
    indexes.set(rows, index);
  }
  return index.get(code);
}

/** Read at a question only: a bundle unpacks the table with its first use. */
const families: Record<string, () => Rows> = {
  AADSTS: () => aadstsRows,
  AADB2C: () => b2cRows,
  MSIS: () => adfsRows,
};

/** The key of the row of a number with its family, such as `AADSTS50126`. */
export function findNumber(code: string): string | undefined {
  const [, family = '', number = ''] = /^(AADSTS|AADB2C|MSIS)(\d+)$/.exec(code) ?? [];
  return family && findRow(families[family]!(), number);
}

/** What a row's key says; the category's own behaviour where the key names no other. */
export function readBehaviour(key: string): Behaviour {
  const [category, action, flags] = key.split(' ') as [ErrorCategory, UserAction?, string?];
  if (!action) return readBehaviour(`${category} ${categoryDefaults[category]}`);
  return {
    category,
    userAction: action,
    retryable: flags?.includes('r') ?? false,
    interactive: flags?.includes('i') ?? false,
  };
}

/**
 * The published number that an unknown one of six or more digits begins with. Many long numbers are
 * kinds of a short one, but by no means all: good for a hint to a reader, never for a category.
 *
 * @param code such as `AADSTS500769`
 * @returns such as `AADSTS50076`; undefined where the short one says nothing by itself
 */
export function similarNumber(code: string): string | undefined {
  const parent = /^AADSTS\d{5}(?=\d{1,3}$)/.exec(code)?.[0];
  if (!parent || findNumber(code) || vagueParents.has(parent)) return undefined;
  return findNumber(parent) && parent;
}
