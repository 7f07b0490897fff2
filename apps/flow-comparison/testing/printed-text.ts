/** What this process prints. */
export interface PrintedText {
  text(): string;
  /** Nothing is kept any more. */
  end(): void;
}

/** Jest has a console of its own, which does not print by these streams. */
const words = ['debug', 'info', 'log', 'warn', 'error'] as const;

/** Keeps what this process prints from now on, and the server of the stage in it. It appears all the same. */
export function printedText(): PrintedText {
  let text = '';
  const ends: (() => void)[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
    stream.write = (...given: unknown[]) => {
      text += String(given[0]);
      return write(...given);
    };
    ends.push(() => void (stream.write = write));
  }
  for (const word of words) {
    const say = console[word].bind(console);
    console[word] = (...given: unknown[]) => {
      text += `${given.map(String).join(' ')}\n`;
      say(...given);
    };
    ends.push(() => void (console[word] = say));
  }
  return { text: () => text, end: () => ends.forEach((end) => end()) };
}
