import type { ComponentChildren } from 'preact';

/** A link that leaves the page: in a tab of its own, which learns nothing of this one. */
export function OutLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
