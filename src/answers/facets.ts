import type { Vocabulary } from '../knowledge/vocabulary.js';
import { termOf } from '../search/terms.js';
import type { CaseStudy } from './case-study.js';
import type { Facet } from './facet.js';
import { type FacetPhrase, facetPhrases } from './facet-phrases.js';
import { inOrder, near, singularOf, wordsIn } from './word-places.js';

/** Makes a reader of the facets that a vocabulary names and the case studies have. */
export function createFacetReader(
  studies: readonly CaseStudy[],
  vocabulary: Vocabulary,
): (question: string) => readonly Facet[] {
  const phrases = facetPhrases(studies, vocabulary);
  const byFirstWord = new Map<string, number[]>();
  for (const [position, { words }] of phrases.entries()) {
    const first = words[0] ?? '';
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), position]);
  }

  return (question) => {
    const words = wordsIn(question.slice(0, QUESTION_LENGTH));
    const nouns = words.map(singularOf);
    const stems = words.map(termOf);
    const taken = new Set<number>();
    const found: FacetAt[] = [];
    // The longest phrase goes first, wherever it stands.
    const positions = [...new Set([...nouns, ...stems])].flatMap((word) => byFirstWord.get(word) ?? []);
    for (const position of positions.sort((a, b) => a - b)) {
      const { facet, words: wanted, isNoun, isLoose } = phrases[position] as FacetPhrase;
      // "A cloud provider's service" asks for no cloud providers.
      const mayBegin = (at: number) => !isNoun || !ONE_OF_THEM.has(words[at - 1] ?? '');
      const places = isLoose
        ? near(wanted, stems, taken)
        : inOrder(wanted, isNoun ? nouns : stems, taken, mayBegin);
      if (places === undefined) continue;
      const [from, to] = [Math.min(...places), Math.max(...places)];
      for (const place of places) taken.add(place);
      found.push({ from, to, facet });
    }
    return joined(
      found.sort((a, b) => a.from - b.from),
      words,
    );
  };
}

/** A question that asks for companies is shorter. */
const QUESTION_LENGTH = 400;

/** Words before a noun that is no group. */
const ONE_OF_THEM: ReadonlySet<string> = new Set(['a', 'an', 'their', 'its', 'our', 'my', 'your']);

interface FacetAt {
  readonly from: number;
  readonly to: number;
  readonly facet: Facet;
}

/** "GKE or AKS", "German and Swiss companies": what is named side by side may be either. */
function joined(found: readonly FacetAt[], words: readonly string[]): Facet[] {
  const facets: Facet[] = [];
  for (const [position, { from, facet }] of found.entries()) {
    const before = found[position - 1];
    const last = facets.at(-1);
    const between = before && from - before.to === 2 ? words[before.to + 1] : undefined;
    if (last && between && isEither(last, facet, between)) {
      facets[facets.length - 1] = {
        phrase: `${last.phrase} ${between} ${facet.phrase}`,
        meanings: [...last.meanings, ...facet.meanings],
      };
    } else facets.push(facet);
  }
  return facets;
}

/** Companies may run two tools, and are in one place and business. */
function isEither(one: Facet, other: Facet, between: string): boolean {
  const kind = one.meanings[0]?.kind;
  if (kind !== other.meanings[0]?.kind) return false;
  return between === 'or' || (between === 'and' && (kind === 'place' || kind === 'business'));
}
