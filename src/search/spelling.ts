import { STOP_WORDS } from './terms.js';

/** Finds the known word that an unknown one was most likely meant to be; it may be a stop word ("thier"). */
export type Corrector = (word: string) => string | undefined;

/** Shorter words have too many neighbours to be corrected; what was meant may lack the letter too many: "podd". */
const SHORTEST = 4;

/** Up to this length a replaced letter makes another real word more often than a slip: "stock" is not "stack". */
const SHORT = 5;

/** From this length on, two slips still leave no doubt what was meant. */
const LONG = 9;

/** A word that occurs less often is more likely a rare one itself than what was meant. */
const COMMON = 2;

/** Stop words are in no vocabulary; a word of ours that is commoner was meant rather: "shel" is a shell and not she. */
const STOP_WORD_FREQUENCY = 30;

/** Corrections that are remembered; some hundred kilobytes. */
const REMEMBERED = 5_000;

/** Makes a corrector from the words of the knowledge base and how often each occurs. */
export function createCorrector(vocabulary: ReadonlyMap<string, number>): Corrector {
  const common = [...vocabulary].filter(([, frequency]) => frequency >= COMMON);
  const stopWords = [...STOP_WORDS].map((word) => [word, STOP_WORD_FREQUENCY] as const);
  const frequencies = new Map([...stopWords, ...common]);
  // People rarely slip on the first letter, and looking only there makes the search some twenty times shorter.
  const byInitial = new Map<string, string[]>();
  for (const word of frequencies.keys()) {
    if (word.length < SHORTEST - 1 || /\d/.test(word)) continue;
    const initial = word.charAt(0);
    const others = byInitial.get(initial);
    if (others) others.push(word);
    else byInitial.set(initial, [word]);
  }

  /** Of words that are equally common the alphabet chooses, and not the order in which documents were read. */
  const isLikelier = (word: string, other = ''): boolean => {
    const more = (frequencies.get(word) ?? 0) - (frequencies.get(other) ?? 0);
    return more > 0 || (more === 0 && word < other);
  };

  const correct = (word: string): string | undefined => {
    if (word.length < SHORTEST || /\d/.test(word)) return undefined;
    const allowed = word.length < LONG ? 1 : 2;
    let best: string | undefined;
    let fewest = allowed + 1;
    for (const candidate of byInitial.get(word.charAt(0)) ?? []) {
      if (Math.abs(candidate.length - word.length) > allowed) continue;
      const slips = slipsBetween(word, candidate);
      if (slips > allowed || slips > fewest) continue;
      if (slips < fewest || isLikelier(candidate, best)) [best, fewest] = [candidate, slips];
    }
    return best;
  };

  // One question is looked at several times, and people make the same slips.
  const remembered = new Map<string, string | undefined>();
  return (word) => {
    if (!remembered.has(word)) {
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(word, correct(word));
    }
    return remembered.get(word);
  };
}

/** Counts the slips between two words: a letter too many, missing, or replaced, and two neighbours swapped (optimal string alignment). */
function slipsBetween(word: string, meant: string): number {
  const replaced = word.length <= SHORT ? 2 : 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: meant.length + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row++) {
    const current = [row];
    for (let column = 1; column <= meant.length; column++) {
      const isSame = word[row - 1] === meant[column - 1];
      const isSwapped =
        row > 1 && column > 1 && word[row - 1] === meant[column - 2] && word[row - 2] === meant[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : replaced),
        isSwapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, meant.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
