import { afterEach, describe, expect, test } from '@jest/globals';
import { chooseMessageLanguage } from '@entra-flows/primitives/language';
import { terminalStyle } from '@entra-flows/primitives/terminal-style';
import stringWidth from 'fast-string-width';
import { helpText } from './help-text.ts';

const style = terminalStyle(false, {});
const about = {
  name: 'my-app',
  summary: { en: 'gets a token\nfrom an authority.', ko: '토큰을 받습니다.' },
  options: {
    'a-very-long-option': { type: 'string', value: 'SECONDS', help: 'how long' },
    open: { type: 'boolean', help: 'open the page' },
  },
} as const;

afterEach(() => {
  chooseMessageLanguage(undefined);
  delete process.env['SAMPLE_COMMAND'];
  delete process.env['SAMPLE_SCRIPTED'];
});

describe('helpText', () => {
  test.each([
    ['en', 20],
    ['en', 80],
    ['ko', 40],
    ['ko', 120],
  ])(
    'in %s at %i columns is no wider than the terminal, but for whole words',
    (language, width) => {
      chooseMessageLanguage(language);
      const lines = helpText(about, { style, width }).split('\n');
      const wide = lines.filter((line) => stringWidth(line) > width);
      expect(
        wide.filter((line) => line.trim().includes(' ') && !/^ *(--|my-app|node)/.test(line)),
      ).toEqual([]);
      expect(lines).toContain(language === 'en' ? 'Token cache:' : '토큰 캐시:');
    },
  );

  test('speaks of waiting for the user where a flow does, and else for the choice of an account', () => {
    chooseMessageLanguage('en');
    const timeoutOf = (given: object) =>
      /--timeout SECONDS +(.*)/.exec(helpText({ ...about, ...given }, { style, width: 120 }))?.[1];
    expect(timeoutOf({ flow: 'device-code' })).toBe('how long to wait for the user');
    expect(timeoutOf({ isService: true })).toBe('how long to wait for the user');
    expect(timeoutOf({})).toBe('how long to wait for the choice of an account');
  });

  test('has groups, a column for the texts, and examples with the command that runs it', () => {
    process.env['SAMPLE_COMMAND'] = 'npm start --';
    const text = helpText(about, { style, width: 80 });
    expect(text).toMatch(
      /^Of this sample:\n {2}--a-very-long-option SECONDS\n {24}how long\n {2}--open {14,}/m,
    );
    expect(text).toMatch(/^my-app: gets a token from an authority\.\n/);
    expect(text).toMatch(/^Examples:\n {2}npm start {5,}\S/m);
    expect(text).toMatch(/^ {2}npm start -- --sign-out {3,}forgets/m);
    // npm would write its title on stdout.
    expect(text).toMatch(/^ {2}npm start --silent -- --json {2,}for scripts/m);
    process.env['SAMPLE_SCRIPTED'] = 'npm start --silent -- my-app';
    const launched = helpText(about, { style, width: 80 });
    expect(launched).toMatch(/^ {2}npm start --silent -- my-app --json {2,}for scripts/m);
  });

  test.each([
    ['en', /between \(User\.Read\)/, /between\s+\(Mail\.Read\s+Files\.Read\)/],
    ['ko', /구분\(User\.Read\)/, /구분\(Mail\.Read\s+Files\.Read\)/],
  ])(
    'in %s has the scopes of the product, and no setting that it does not read',
    (language, without, own) => {
      chooseMessageLanguage(language);
      const text = helpText(about, { style, width: 100 });
      expect(text).toMatch(without);
      expect(text).toContain('ENTRA_AUTHORITY');
      const app = { scopes: ['Mail.Read', 'Files.Read'], clientId: 'id', authority: 'https://a' };
      const ofProduct = helpText({ ...about, app }, { style, width: 100 });
      expect(ofProduct).toMatch(own);
      expect(ofProduct).not.toContain('ENTRA_');
    },
  );

  test.each(['pnpm', 'yarn'])(
    'names %s where that runs the script: it takes options as they are',
    (manager) => {
      const { npm_lifecycle_event, npm_config_user_agent } = process.env;
      Object.assign(process.env, {
        ...{
          npm_lifecycle_event: 'start',
          npm_config_user_agent: `${manager}/1.22.22 npm/? node/v20`,
        },
      });
      try {
        const text = helpText(about, { style, width: 80 });
        expect(text).toContain(`Usage: ${manager} start [options]`);
        expect(text).toMatch(
          new RegExp(`^ {2}${manager} --silent start --json {2,}for scripts`, 'm'),
        );
      } finally {
        for (const [name, value] of Object.entries({ npm_lifecycle_event, npm_config_user_agent }))
          if (value === undefined) delete process.env[name];
          else process.env[name] = value;
      }
    },
  );

  test('of a service has nothing that tells of its end', () => {
    expect(helpText({ ...about, isService: true }, { style, width: 80 })).not.toContain(
      '--explain',
    );
  });
});
