/** The error when another program has a port of the installation, with the remedy. */
export function portTaken(port: number, dataDir: string): Error {
  const look =
    process.platform === 'win32'
      ? `netstat -ano | findstr :${port}`
      : `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
  return new Error(
    [
      `Port ${port} of the identity emulator is taken by another program.`,
      'The port was chosen once and is kept, because token caches know the emulator by it.',
      `See who has it:      ${look}`,
      'Then end that program, or choose other ports; sign-ins of before are then not found:',
      `  node --conditions=source --import tsx apps/identity-emulator/src/server.ts --data "${dataDir}" --new-ports`,
    ].join('\n'),
  );
}
