import { said } from '@entra-flows/primitives/said';

/** The error when another program has a port of the installation, with the remedy. */
export function portTaken(port: number, dataDir: string): Error {
  const look =
    process.platform === 'win32'
      ? `netstat -ano | findstr :${port}`
      : `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
  const renew = `  node --conditions=source --import tsx apps/identity-emulator/src/server.ts --data "${dataDir}" --new-ports`;
  return new Error(
    said({
      en: [
        `Port ${port} of the identity emulator is taken by another program.`,
        'The port was chosen once and is kept, because token caches know the emulator by it.',
        `See who has it:      ${look}`,
        'Then end that program, or choose other ports; sign-ins of before are then not found:',
        renew,
      ].join('\n'),
      ko: [
        `ID 에뮬레이터의 포트 ${port}을(를) 다른 프로그램이 쓰고 있습니다.`,
        '토큰 캐시가 포트로 에뮬레이터를 알아보므로, 한 번 고른 포트를 계속 씁니다.',
        `쓰고 있는 프로그램:  ${look}`,
        '그 프로그램을 끝내거나 다른 포트를 고르세요. 다른 포트를 고르면 이전 로그인은 찾지 못합니다:',
        renew,
      ].join('\n'),
    }),
  );
}
