import { relative } from 'node:path';
import { said } from '@entra-flows/primitives/said';

/** The error when another program has a port of the installation, with the remedy. */
export function portTaken(port: number, dataDir: string): Error {
  const look =
    process.platform === 'win32'
      ? `netstat -ano | findstr :${port}`
      : `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
  const isOfWorkspace = relative('', dataDir) === '.emulator';
  const renew = `npm start -- identity-emulator --new-ports${isOfWorkspace ? '' : ` --data "${dataDir}"`}`;
  return new Error(
    said({
      en: [
        `Port ${port} of the identity emulator is taken by another program.`,
        `End that program (${look} shows it), or choose other ports, where sign-ins of before are not found:`,
        renew,
      ].join('\n'),
      ko: [
        `ID 에뮬레이터의 ${port} 포트를 다른 프로그램이 쓰고 있습니다.`,
        `그 프로그램(${look} 명령으로 확인)을 끝내거나, 다른 포트를 고르세요. 그러면 이전 로그인은 찾지 못합니다:`,
        renew,
      ].join('\n'),
    }),
  );
}
