import { distance } from 'fastest-levenshtein';

/** Finds the known word that an unknown one was most likely meant to be. */
export type Corrector = (word: string) => string | undefined;

/** Shorter words have too many neighbours to be corrected. */
const SHORTEST = 4;

/** One slip in a short word, two in a longer one. */
function slipsAllowed(word: string): number {
  return word.length < 6 ? 1 : 2;
}

/** Makes a corrector from the words of the knowledge base and how often each occurs. */
export function createCorrector(vocabulary: ReadonlyMap<string, number>): Corrector {
  // People rarely slip on the first letter, and looking only there makes the search some twenty times shorter.
  const byInitial = new Map<string, string[]>();
  for (const word of vocabulary.keys()) {
    if (word.length < SHORTEST || /\d/.test(word)) continue;
    const initial = word.charAt(0);
    byInitial.set(initial, [...(byInitial.get(initial) ?? []), word]);
  }

  return (word) => {
    if (word.length < SHORTEST || /\d/.test(word)) return undefined;
    const allowed = slipsAllowed(word);
    let best: string | undefined;
    let fewest = allowed + 1;
    for (const candidate of byInitial.get(word.charAt(0)) ?? []) {
      if (Math.abs(candidate.length - word.length) > allowed) continue;
      const slips = distance(word, candidate);
      if (slips > allowed) continue;
      const isBetter =
        slips < fewest ||
        (slips === fewest && (vocabulary.get(candidate) ?? 0) > (vocabulary.get(best ?? '') ?? 0));
      if (isBetter) [best, fewest] = [candidate, slips];
    }
    return best;
  };
}
