import { changesBetween } from './nearest.ts';
import { said } from './said.ts';

const NAMES = ['ENTRA_CLIENT_ID', 'ENTRA_AUTHORITY', 'ENTRA_GRAPH', 'ENTRA_CLIENT_SECRET'];

/**
 * What is wrong with a line of `.env.local` that is meant as one of our settings and would be read as none: another
 * sign than `=`, other letters, a typo. Without this, a program would take it for not set, and the launcher would
 * start the emulator in the place of a tenant.
 *
 * @returns one line for users, without the value, which may be a secret; undefined where nothing is wrong
 */
export function misreadSetting(text: string): string | undefined {
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [, name = '', sign] =
      /^\s*(?:export\s+|set\s+)?["']?(entra[_ -]?\w{1,30})["']?\s*(.?)/i.exec(line) ?? [];
    const meant = NAMES.find((one) => name && changesBetween(name.toUpperCase(), one) <= 2);
    if (!meant || (name === meant && sign === '=' && !/^\s*(set\s|["'])/.test(line))) continue;
    const number = index + 1;
    return said({
      en: `.env.local, line ${number}: ${name} is read as no setting. Write it as ${meant}=VALUE.`,
      ko: `.env.local ${number}번째 줄: ${name} 설정을 읽을 수 없습니다. ${meant}=값 형식으로 쓰세요.`,
    });
  }
  return undefined;
}
