/** One figure of docs/performance.md. */
export interface Figure {
  id: string;
  /** A few words, for the table. */
  title: string;
  /** What is measured, and against what. */
  what: string;
  /** Short, with its unit. */
  target: string;
  measure(run: Run): Promise<Measured>;
}

export interface Run {
  /** How often each side is measured; 15, or 3 with `--quick`. */
  rounds: number;
  /** A folder of this run, which goes with it. */
  folder: string;
}

export interface Measured {
  /** Short, for the table. */
  figure: string;
  /** The same of what a user would take instead, measured in the same run: by its name. */
  theirs?: Record<string, string>;
  /** The same of what no code of ours could do better. */
  limit?: string;
  /** Missing where the target asks for a statement only. */
  met?: boolean;
  /** What was compared, in absolute terms, and what one has to know to believe it. */
  note: string;
}
