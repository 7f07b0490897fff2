// @long every option without its --; the specs of the launcher show what is told
import { describe, expect, test } from '@jest/globals';
import { npmStart, npmStartWith, useNpmStart } from './start/use-npm-start.ts';

useNpmStart();

describe('a forgotten --', () => {
  test.each([
    [['cli-accounts', '--no-browser'], '--no-browser', 'cli-accounts --no-browser'],
    [['cli-accounts', '--browser=firefox'], '--browser', 'cli-accounts --browser=PROGRAM'],
  ])('that gave npm an option of its own is told with the line: %j', (args, names, line) => {
    const { status, stderr } = npmStart(...args);
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      `npm took ${names} for its own; for the sample it stands behind the --:`,
      `  npm start -- ${line}`,
    ]);
    // The sample runs as if it had not been typed: nobody is signed in.
    expect({ status, stderr }).toMatchObject({ status: 1 });
  });

  test('is no reason for lines around JSON', () => {
    const { status, stdout, stderr } = npmStart('cli-device-code', '--hands-free', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: 'adele@contoso.example' });
    expect(stderr).toContain('npm took --hands-free, --json for its own');
  });

  test('costs an option nothing, and is told', () => {
    const { status, stdout, stderr } = npmStart('cli-accounts', '--sign-out', '--scopes=Mail.Read');
    expect(stderr).toContain(
      'npm took --sign-out, --scopes for its own, without the -- in front. It is used here; ' +
        'the whole line is:\n  npm start -- cli-accounts --sign-out --scopes=Mail.Read\n',
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/sign/i) });
  });

  test.each([
    [['--exlpain'], '--exlpain', '--explain'],
    [['cli-accounts', '--signout'], '--signout', 'cli-accounts --sign-out'],
    [['--acount', 'a@b.example'], '--acount', '--account a@b.example'],
    [['--acount=a@b.example', '--explain'], '--acount', '--explain --account=a@b.example'],
    [['--scope', 'Mail.Read'], '--scope', '--scopes=Mail.Read'],
    [['--no-colour'], '--no-colour', '--no-color'],
  ])('before an option that is misspelt is told with the line: %j', (args, names, line) => {
    const { status, stdout, stderr, lastLine } = npmStart(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`✕ npm took ${names} for its own`);
    expect(lastLine).toBe(`    npm start -- ${line}`);
  });

  test("is not suspected in a user's own settings of npm", () => {
    const settings = {
      npm_config_scope: '@contoso',
      npm_config_all: 'true',
      npm_config_colour: 'x',
    };
    const { status, stderr } = npmStartWith(settings, '--', '--list');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test.each([
    [['--account', 'adele@contoso.example'], '--account adele@contoso.example'],
    [['cli-accounts', '--port', '0', '--sign-out'], 'cli-accounts --sign-out --port 0'],
    [['--lang', 'ko'], '--lang ko'],
    [['--account', 'a', '--port', '0'], '--account VALUE --port VALUE'],
  ])('that cost an option its value is answered with the whole line: %j', (args, line) => {
    const { status, stdout, stderr, lastLine } = npmStart(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('and tore off its value. Type:\n');
    expect(lastLine).toBe(`    npm start -- ${line}`);
  });
});
