/** One figure of docs/performance.md. */
export interface Figure {
  id: string;
  what: string;
  /** In words, with its unit. */
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
  figure: string;
  /** Missing where the target asks for a statement only. */
  met?: boolean;
  /** What was compared, in absolute terms, and what one has to know to believe it. */
  note: string;
}
