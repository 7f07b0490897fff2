import { type DeviceCodePrompt, messageLanguage, type PollEvent } from '@entra-flows/auth-core';
import stringWidth from 'fast-string-width';
import { takesSequences } from '@entra-flows/primitives/terminal-style';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { renderUnicodeCompact } from 'uqr';
import { isForeground } from './is-foreground.ts';
import { isReachableByPhone } from './is-reachable-by-phone.ts';
import { codeKeys } from './code-keys.ts';
import { plainLine, plainText } from './plain-text.ts';
import { promptTexts } from './all-texts.ts';
import type { PromptTexts } from './prompt-texts.ts';
import type { SampleOptions } from './read-options.ts';
import { screenOf, type ShownStream } from './screen.ts';
import { standardError } from './standard-streams.ts';
import { timeText } from './time-text.ts';
import { whyNotHere } from './why-not-here.ts';

/** Callbacks for `acquireTokenByDeviceCode`, and what ends the display. */
export interface DeviceCodeDisplay {
  /** Shows the code. */
  deviceCodeCallback(prompt: DeviceCodePrompt): void;
  /** Shows whether the last poll had a usable answer. */
  onPoll(event: PollEvent): void;
  /** Ends the countdown; to be called when the flow has ended, well or not. */
  done(): void;
}

/**
 * Shows the authority's own message as it came, the link and the code on lines of their own, a QR
 * code where a phone can open the link, and in a terminal a countdown that overwrites itself. A log
 * or a pipe gets each line once, and no countdown.
 *
 * @param options - of the sample: `open` opens the link in a browser at once, `verbose` leaves the
 *   countdown out
 * @param stream - default: stderr
 * @param now - ms since the epoch; default: `Date.now`
 */
export function deviceCodeDisplay(
  options: Pick<SampleOptions, 'verbose' | 'own'>,
  stream: ShownStream = standardError,
  now: () => number = Date.now,
): DeviceCodeDisplay {
  let timer: NodeJS.Timeout | undefined;
  let stopListening = () => undefined as void;
  let trouble = '';
  // Not yet: a token from the cache needs no text.
  const texts = () => promptTexts[messageLanguage()];

  return {
    deviceCodeCallback(prompt) {
      stream.write(promptText(prompt, stream, now(), texts()));
      stopListening = codeKeys(prompt, options.own['open'] === true, texts());
      // The log of --verbose and a line that overwrites itself do not go together.
      if (!takesSequences(stream.isTTY ?? false) || options.verbose) return;
      // In the background the line on the screen is the shell's.
      if (stream === standardError && !isForeground()) return;
      const end = now() + prompt.expiresIn * 1000;
      const tick = () => {
        const left = texts().waiting(clockOf(end - now()));
        stream.write(`\r\u001b[K${left}${trouble && ` (${trouble})`} `);
      };
      tick();
      timer = setInterval(tick, 1000).unref();
    },
    onPoll({ kind, wait }) {
      trouble = kind === 'fault' ? texts().noAnswer(Math.ceil(wait)) : '';
    },
    done() {
      stopListening();
      if (!timer) return;
      clearInterval(timer);
      timer = undefined;
      stream.write('\r\u001b[K');
    },
  };
}

function promptText(
  prompt: DeviceCodePrompt,
  stream: ShownStream,
  now: number,
  texts: PromptTexts,
): string {
  const { style, width } = screenOf(stream);
  const message = introduction(prompt, stream, texts);
  return [
    '',
    ...(message ? [wrapWords(message, width), ''] : []),
    ...labelled(
      [texts.link, plainLine(prompt.verificationUri), style.link],
      [texts.code, plainLine(prompt.userCode, 100), style.code],
      width,
    ),
    '',
    ...qrCode(prompt, stream),
    wrapWords(texts.runsOutAt(timeText(new Date(now + prompt.expiresIn * 1000), now)), width),
    '',
  ].join('\n');
}

/**
 * What stands above the code: the authority's own message as it came. The local emulator's says no more than
 * the two lines below it, and its page opens on this machine alone; so does that of a stand-in for an authority.
 */
function introduction(
  { message, verificationUri }: DeviceCodePrompt,
  { isTTY }: ShownStream,
  texts: PromptTexts,
): string {
  if (isReachableByPhone(verificationUri)) return plainText(message);
  if (process.env['SAMPLE_HANDS_FREE']) return texts.openedForYou;
  // A log may be read elsewhere.
  return isTTY && !whyNotHere('interactive') ? texts.openHere : texts.openFrom;
}

type Labelled = [label: string, value: string, look: (text: string) => string];

/** Both values below their labels where one does not fit beside its own: a link must not be broken. */
function labelled(link: Labelled, code: Labelled, width: number): string[] {
  const both = [link, code];
  const fits = (indent: number) =>
    both.every(([label, value]) => indent + stringWidth(label + value) <= width);
  if (fits(7)) return both.map(([label, value, look]) => `    ${label}   ${look(value)}`);
  const left = ' '.repeat(both.every(([, value]) => 4 + stringWidth(value) <= width) ? 4 : 0);
  return both.flatMap(([label, value, look]) => [`  ${label}`, left + look(value)]);
}

function qrCode(prompt: DeviceCodePrompt, { isTTY, columns = 80 }: ShownStream): string[] {
  const link = prompt.verificationUriComplete ?? prompt.verificationUri;
  if (!isTTY || link.length > 200 || !isReachableByPhone(link)) return [];
  const picture = renderUnicodeCompact(link, { border: 1 });
  const width = picture.indexOf('\n');
  return width > columns ? [] : [picture, ''];
}

function clockOf(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
