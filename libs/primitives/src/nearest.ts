/** The candidate that takes the fewest changes of a letter to get to; none where half would change. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const asked = text.toLowerCase();
  let best: { one: string; changes: number } | undefined;
  for (const one of candidates) {
    const changes = changesBetween(asked, one.toLowerCase());
    if (changes <= asked.length / 2 && changes < (best?.changes ?? Infinity))
      best = { one, changes };
  }
  return best?.one;
}

/** Levenshtein's distance. */
function changesBetween(a: string, b: string): number {
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
