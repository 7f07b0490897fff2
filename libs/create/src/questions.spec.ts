import { join, relative } from 'node:path';
import { flowCatalog, samplesOf } from '@entra-flows/flow-catalog';
import { describe, expect, test } from '@jest/globals';
import { askForSample } from './questions.ts';
import { smallStore } from './testing/small-store.ts';
import { create, filesIn, home, read, useHome } from './testing/use-create.ts';

useHome();
const all = samplesOf(flowCatalog).map(({ sample }) => sample);
const choice = (flow: 'interactive' | 'device-code', usable: boolean) => ({
  flow,
  usable,
  reason: usable ? 'a display is set' : 'there is no screen',
});
const desktop = [choice('interactive', true), choice('device-code', true)];
const shell = [choice('device-code', true), choice('interactive', false)];

/** Types these answers, and Enter at all questions after them. */
async function answered(answers: string[], machine = desktop, samples = all) {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return answers.shift() ?? '';
  };
  return { sample: await askForSample(ask, samples, async () => true, machine), asked };
}

describe('the questions', () => {
  test('lead to the flow that works on this machine, with Enter at each', async () => {
    expect((await answered([])).sample).toBe('cli-interactive');
    const { sample, asked } = await answered([], shell);
    expect(sample).toBe('cli-device-code');
    expect(asked.join('')).toContain(
      'no: SSH, container, device (this machine: there is no screen)',
    );
  });

  test('lead to every sample of the catalog', async () => {
    const found = new Set<string>();
    // Four answers of 1 to 8, as the digits of a number to base 8.
    for (let number = 0; number < 8 ** 4; number += 1) {
      const digits = [...number.toString(8).padStart(4, '0')];
      await answered(digits.map((digit) => String(Number(digit) + 1))).then(
        ({ sample }) => found.add(sample),
        () => undefined,
      );
    }
    expect([...found].sort()).toEqual([...all].sort());
  });

  test('say what a service that acts as itself needs, and copy nothing', async () => {
    await expect(answered(['5'])).rejects.toThrow(
      /managed identity.*Nothing was written\.\nhttps:\/\/learn\.microsoft\.com\//,
    );
  });

  test('name the samples that each answer leads to, and go back with 0', async () => {
    const { sample, asked } = await answered(['1', '0', '1', '2', '2', '0', '0', '1']);
    const titles = asked.map((text) => text.split('\n')[1]);
    const [kind, broker, browser, which] = [
      'What kind of program is it?',
      'Does the system have a broker, such as WAM of Windows?',
      'Can it open a browser?',
      'Which sample?',
    ];
    expect(titles).toEqual([kind, broker, kind, broker, browser, which, browser, broker]);
    expect(sample).toBe('cli-broker');
    expect(asked[0]).toMatch(
      /\n {2}3 {2}a page in the browser\n {5}web-auth-code, spa-auth-code\n/,
    );
    expect(asked[0]).toMatch(/\n1 to 7 \[1\]: $/);
    expect(asked[1]).toMatch(/\n1 to 2, or 0 to go back \[2\]: $/);
  });

  test('are asked again after an answer that is none of them', async () => {
    const { asked } = await answered(['0', 'x', '1.5', '8']);
    expect(asked.slice(1, 5).map((text) => text.split('\n')[0])).toEqual(
      ['0', 'x', '1.5', '8'].map((text) => `${text} is none of them.`),
    );
  });

  test('offer only what can be copied', async () => {
    const { sample } = await answered([], desktop, ['electron-interactive']);
    expect(sample).toBe('electron-interactive');
  });
});

describe('answers from a pipe', () => {
  const store = smallStore('0.1.0');

  test('make a copy', async () => {
    const ended = await create(store, [], `1\n2\n2\n${join(home, 'app')}\n`);
    expect(ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('a copy of cli-device-code'),
    });
    expect(read('app/src/main.ts')).toContain("'app'");
  });

  test('that name a folder where a copy cannot be are asked again; the proposed one is beside the workspace', async () => {
    const typed = `1\n2\n2\nin-here\n${join(home, 'app')}\n`;
    const { code, err } = await create(store, [], typed);
    expect(code).toBe(0);
    const proposed = join(import.meta.dirname, '../../../../cli-device-code');
    expect(err).toContain(
      `Folder, or 0 to go back [${relative(process.cwd(), proposed)}]: in-here lies inside the`,
    );
    expect(read('app/src/main.ts')).toContain("'app'");
  });

  test('go back from the folder with 0, and a digit alone is no folder unless it is meant', async () => {
    const app = join(home, 'app');
    // Down to the folder, back to the question before it, down again, a slip, and the folder.
    const ended = await create(store, [], `1\n2\n2\n0\n2\n1\n${app}\n`);
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('cli-device-code') });
    expect(ended.err).toMatch(/Folder, or 0 to go back \[.*?\]: \nCan it open a browser\?/);
    expect(ended.err).toContain('1 alone is taken for a slip');
    const given = await create(store, ['--sample', 'cli-device-code'], `0\n${app}2\n`);
    expect(given).toMatchObject({ code: 0, err: expect.stringContaining('./0') });
    expect(filesIn(home).filter((path) => /^[01]/.test(path))).toEqual([]);
  });

  test.each(['', '1\n', '1\n2\n2\n'])('that end after %j write nothing', async (typed) => {
    const { code, err } = await create(store, [], typed);
    expect(code).toBe(2);
    expect(err).toMatch(
      /\n(?:✕|\[x\]) The input ended before .* Name the folder and the sample instead/,
    );
    expect(filesIn(home)).toEqual([]);
  });
});
