/** What `npx nx serve identity-emulator` runs in front, while the launcher has a lease on the emulator. */
import type { Exchange } from '@entra-flows/identity-emulator';
import { failureText } from '@entra-flows/primitives/failure-text';
import { outliveReaders } from '@entra-flows/primitives/outlive-readers';
import { said } from '@entra-flows/primitives/said';
import { columnsOf, wrapWords } from '@entra-flows/primitives/wrap-words';
import { describeExchange } from './describe-exchange.ts';
import { introduction } from './introduction.ts';
import { readViewOptions, scenarioList, usage, type ViewOptions } from './view-options.ts';
import { openView, type View } from './view.ts';

// The reader may have enough (`| head`).
outliveReaders(undefined, (code) => process.exit(code));

const wrapped = (text: string) => wrapWords(text, columnsOf(process.stdout));
const options = optionsOrExit();
const file = process.env['ENTRA_EMULATOR'];
if (options.help) {
  process.stdout.write(usage(columnsOf(process.stdout)));
} else if (options.list) {
  process.stdout.write(options.json ? scenarioList(true) : wrapped(scenarioList(false)));
} else if (!file) {
  fail(
    2,
    said({
      en: 'ENTRA_EMULATOR is not set. Start this view with: npm start -- identity-emulator',
      ko: 'ENTRA_EMULATOR가 설정되지 않았습니다. 다음과 같이 시작하세요: npm start -- identity-emulator',
    }),
  );
} else {
  await show(file, options).catch((error: Error) => fail(1, error.message));
}

async function show(
  endpointsPath: string,
  { json, scenario, elsewhere }: ViewOptions,
): Promise<void> {
  const print = (exchange: Exchange): void => {
    process.stdout.write(
      `${json ? terminalJson(exchange) : describeExchange(exchange, columnsOf(process.stdout))}\n`,
    );
  };
  const view = await openView(endpointsPath, scenario, print);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.once(signal, () => void leave(view, code));
  const columns = columnsOf(process.stdout);
  if (!json)
    process.stdout.write(
      `${introduction(view, endpointsPath, { scenario, elsewhere, columns })}\n`,
    );
  await view.ended;
}

/** A second signal ends it at once: its handler is gone by then. */
async function leave(view: View, code: number): Promise<void> {
  await view.close();
  process.exit(code);
}

function optionsOrExit(): ViewOptions {
  try {
    return readViewOptions(process.argv.slice(2));
  } catch (error) {
    return fail(2, (error as Error).message);
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(failureText(message));
  process.exit(code);
}

/**
 * JSON that a terminal shows as it is: what clients sent may hold characters that move the cursor or
 * turn text around. They are written as escapes, so a program reads the same value.
 */
function terminalJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
