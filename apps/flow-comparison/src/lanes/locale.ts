/** What makes a sample speak a language. */
export const localeOf = (language: 'en' | 'ko'): { LC_ALL: string } => ({
  LC_ALL: language === 'ko' ? 'ko_KR.UTF-8' : 'en_US.UTF-8',
});

/** The address of a sign-in page, which speaks a language whatever the browser asks for. */
export function spokenIn(address: string, language: 'en' | 'ko'): string {
  const url = new URL(address);
  url.searchParams.set('mkt', language);
  return url.href;
}
