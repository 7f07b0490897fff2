/**
 * What a user read, with everything replaced that differs from run to run: ports, IDs, codes, times,
 * and the folder of the test. What is left can be compared with what an earlier build printed.
 */
export function normalised(text: string, { folder = '' }: { folder?: string } = {}): string {
  const named = folder ? text.replaceAll(folder, '<folder>') : text;
  return (
    named
      .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>')
      .replace(/(localhost|127\.0\.0\.1|\[::1\])(:|%3A)\d+/g, '$1$2<port>')
      .replace(/^( {4}http:\/\/localhost:<port>\/)[\w-]{8}$/gm, '$1<random>')
      .replace(/(x-client-VER=)[\d.]+/g, '$1<version>')
      .replace(/(x-client-(?:OS|CPU)=)\w+/g, '$1<machine>')
      // RFC 8628 user codes of the emulator, alone on their line or in MSAL's sentence.
      .replace(/\b(enter the code |Code +|user_code=|user_code":"|otc=)[A-Z0-9]{9}\b/g, '$1<code>')
      .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, '<time>')
      .replace(/\b[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M UTC/g, '<time>')
      .replace(/\b\d{1,2}:\d\d:\d\d( [AP]M)?/g, '<time>')
      .replace(/\b(\d{4}-\d\d-\d\d )?\d\d:\d\d UTC\b/g, '<time>')
      .replace(/\b(in|for) \d+ (s|min)\b/g, '$1 <n> $2')
      .replace(/\b\d+ min left\b/g, '<n> min left')
      .replace(/(The broker of this system is not used: ).*/g, '$1<reason>')
      .replace(/(&|\?)(state|nonce|code_challenge|client-request-id)=[^&\s]+/g, '$1$2=<random>')
  );
}
