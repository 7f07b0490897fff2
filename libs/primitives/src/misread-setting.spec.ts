import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chooseMessageLanguage } from './language.ts';
import { misreadSetting } from './misread-setting.ts';

beforeEach(() => void chooseMessageLanguage('en'));
afterEach(() => void chooseMessageLanguage(undefined));

test.each([
  ['ENTRA_CLIENT_ID: s3cr3t', 1, 'ENTRA_CLIENT_ID', 'ENTRA_CLIENT_ID'],
  ['# ours\r\nentra_client_id=s3cr3t', 2, 'entra_client_id', 'ENTRA_CLIENT_ID'],
  ['ENTRA_CLIENTID=s3cr3t', 1, 'ENTRA_CLIENTID', 'ENTRA_CLIENT_ID'],
  ['ENTRA_AUTHORITY s3cr3t', 1, 'ENTRA_AUTHORITY', 'ENTRA_AUTHORITY'],
  ['set ENTRA_AUTHORITY=s3cr3t', 1, 'ENTRA_AUTHORITY', 'ENTRA_AUTHORITY'],
  ['"ENTRA_GRAPH": "s3cr3t"', 1, 'ENTRA_GRAPH', 'ENTRA_GRAPH'],
])('%j is told by its line and name, without its value', (text, line, name, meant) => {
  expect(misreadSetting(text)).toBe(
    `.env.local, line ${line}: ${name} is read as no setting. Write it as ${meant}=VALUE.`,
  );
  chooseMessageLanguage('ko');
  expect(misreadSetting(text)).toMatch(new RegExp(`^\\.env\\.local ${line}번째 줄: .*${meant}=값`));
});

test.each([
  'ENTRA_CLIENT_ID=x',
  '  export ENTRA_CLIENT_ID = "x"\nENTRA_AUTHORITY=y\r\nENTRA_CLIENT_SECRET=z',
  '# ENTRA_CLIENT_ID: x',
  'ENTRA_EMULATOR=x\nENTRA_FOO=x\nOTHER: y\n{{{{',
  '',
])('%j has nothing wrong', (text) => expect(misreadSetting(text)).toBeUndefined());
