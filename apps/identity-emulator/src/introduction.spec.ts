import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test } from '@jest/globals';
import { chooseMessageLanguage } from '@entra-flows/primitives/language';
import { wrapWords } from '@entra-flows/primitives/wrap-words';
import { introduction } from './introduction.ts';

const view = {
  endpoints: {
    authority: 'https://localhost:20100/5f3c8a52-91d7-4b0e-8c35-2d6a7e10f4b9',
    handsFreeAuthority: 'https://localhost:20100/hands-free.contoso.example',
    clientId: '0c7d2a64-3f18-4e59-b1a6-9d5e8c20f713',
    graph: 'https://localhost:20100/graph/v1.0',
    pages: 'http://localhost:30249',
  },
  control: { url: 'http://localhost:29437', secret: 'never shown' },
};

const file = '/srv/endpoints.json';

afterEach(() => void chooseMessageLanguage(undefined));

describe('the introduction', () => {
  test('says of each user what is special, as the start page does', () => {
    const text = introduction(view, file, { columns: 120 });
    expect(text).toMatch(/^ {2}adele@contoso\.example {3}Password-of-Adele-1$/m);
    expect(text).toMatch(
      /^ {2}felix@.* Password-of-Felix-1 +A policy blocks the device code flow$/m,
    );
    expect(text).toMatch(/^ {2}dora@.* Password-of-Dora-1 +The account is disabled$/m);
  });

  test('has where to look and what to do in the last lines, which a small window shows', () => {
    const lines = introduction(view, file, { columns: 80 }).split('\n').slice(-20).join('\n');
    for (const text of [
      view.endpoints.pages,
      view.endpoints.clientId,
      'npm start',
      '--scenario NAME',
    ])
      expect(lines).toContain(text);
  });

  test('says what a scenario does, and then not how to have one', () => {
    const text = introduction(view, file, { scenario: 'device-code-blocked' });
    expect(text).toContain('Scenario device-code-blocked until Ctrl-C: Conditional Access');
    expect(text).not.toContain('--scenario NAME');
  });

  test('in Korean has no English label but Graph', () => {
    chooseMessageLanguage('ko');
    const text = introduction(view, file, { columns: 80 });
    const labels = [...text.matchAll(/^ {2}(.+?) {2,}http/gm)].map(([, label]) => label);
    expect(labels).toEqual(['시작 페이지', 'Graph', '제어']);
    expect(text).toMatch(/^ {2}felix@.* Password-of-Felix-1 +정책이 디바이스 코드 흐름을 차단$/m);
  });

  test('has settings that a shell takes as they stand, none wider than 80 columns', () => {
    const lines = introduction(view, file, { columns: 80 }).split('\n');
    const first = lines.findIndex((line) => line.includes('export'));
    const settings = lines.slice(first, first + 3);
    expect(settings.filter((line) => line.length > 80)).toEqual([]);
    const script = `${settings.join('\n')}\nenv`;
    const set = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: {} });
    for (const [name, value] of [
      ['CLIENT_ID', view.endpoints.clientId],
      ['AUTHORITY', view.endpoints.authority],
      ['EMULATOR', file],
    ])
      expect(set).toContain(`ENTRA_${name}=${value}\n`);
  });

  test.each(['en', 'ko'])(
    'in %s no line of it is wider than 40 columns, but for addresses',
    (one) => {
      chooseMessageLanguage(one);
      const text = introduction(view, file, { columns: 40 });
      const others = text.split('\n').filter((line) => !line.includes('ENTRA_'));
      expect(wrapWords(others.join('\n'), 40)).toBe(others.join('\n'));
    },
  );
});
