/** How many letters must be put in, left out or changed to make one word of another, whatever their case. */
const distance = (a: string, b: string): number => {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [place, other] of [...to].entries()) {
      const changed = (row[place] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

/** The words most like another, the most like first. */
export const nearest = (word: string, words: readonly string[], count = 3): readonly string[] =>
  words
    .map((one) => ({ one, apart: distance(word, one) }))
    .toSorted((a, b) => a.apart - b.apart)
    .slice(0, count)
    .map(({ one }) => one);
