/** Characters of one run that reach the page. */
const mostShown = 200_000;

/** Characters after which a sample is taken for one that does not stop. */
const mostPrinted = 5_000_000;

/** ms after which a line without an end is shown: a prompt. */
const promptPause = 120;

const JWT = /\beyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)?/g;
const RUN = /[\w~+=.-]{32,}/g;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Words with separators may be long; what is long and random may be a secret. */
const isPlain = (run: string) =>
  GUID.test(run) || /^[a-z]{1,24}\d{0,2}(?:[._-]+[a-z]{1,24}\d{0,2})*$/i.test(run);

/** The text with each token, code and secret replaced by its length. */
function redacted(text: string): string {
  return text
    .replace(JWT, (run) => `[${run.length} chars]`)
    .replace(RUN, (run) => (isPlain(run) ? run : `[${run.length} chars]`));
}

/** What a sample prints, in parts that can be shown. */
export interface TerminalText {
  add(part: string): void;
  /** Shows what is left. */
  end(): void;
}

/**
 * Joins parts to lines before they are looked at, so that a secret is not torn in two. A line without an end
 * is shown after a moment.
 *
 * @param show - called with redacted text
 * @param onTooMuch - called once, when the sample has printed megabytes
 */
export function terminalText(show: (text: string) => void, onTooMuch: () => void): TerminalText {
  let rest = '';
  let shown = 0;
  let printed = 0;
  let timer: NodeJS.Timeout | undefined;
  const give = (text: string) => {
    if (!text || shown > mostShown) return;
    const part = text.slice(0, mostShown - shown + 1);
    shown += part.length;
    show(redacted(part) + (shown > mostShown ? '\n[…]\n' : ''));
  };
  const flush = () => {
    give(rest);
    rest = '';
  };
  return {
    add(part) {
      const before = printed;
      printed += part.length;
      if (before <= mostPrinted && printed > mostPrinted) onTooMuch();
      if (shown > mostShown) return;
      clearTimeout(timer);
      const text = rest + part;
      const end = text.lastIndexOf('\n') + 1;
      give(text.slice(0, end));
      rest = text.slice(end);
      if (rest.length > mostShown) flush();
      else if (rest) timer = setTimeout(flush, promptPause);
    },
    end() {
      clearTimeout(timer);
      flush();
    },
  };
}
