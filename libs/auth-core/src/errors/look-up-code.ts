import { categoryDefaults, type ErrorCategory, type UserAction } from './error-table.generated.ts';

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
