/**
 * The candidate that takes the fewest changes of a letter to get to. Where half of the text would change, it has to be
 * a part of the candidate's name instead: `web` of `web-auth-code`.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const asked = text.toLowerCase();
  const all = [...candidates].map((one) => ({
    one,
    changes: changesBetween(asked, one.toLowerCase()),
    isPart: asked !== '' && `-${one.toLowerCase()}-`.includes(`-${asked}-`),
  }));
  const near = all.filter(({ changes }) => changes <= asked.length / 2);
  const [best] = (near.length > 0 ? near : all.filter(({ isPart }) => isPart)).toSorted(
    (a, b) => a.changes - b.changes,
  );
  return best?.one;
}

/** How many letters change from one text to the other (Levenshtein's distance). */
export function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + Number(letter !== b[j]),
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
