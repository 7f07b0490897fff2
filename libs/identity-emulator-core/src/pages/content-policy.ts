/**
 * What a page may load and where its forms may go: our own style, and nothing else of anybody's.
 *
 * @param formTarget where forms may lead beside our own origin
 * @param hasScript for the page that sends its form by itself
 */
export function contentPolicy(formTarget?: string, hasScript = false): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    hasScript && "script-src 'self'",
    `form-action 'self'${formTarget === undefined ? '' : ` ${formTarget}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join('; ');
}
