import type { Names, Vocabulary } from '../knowledge/vocabulary.js';
import { termOf } from '../search/terms.js';
import type { CaseStudy, CaseStudyMatter } from './case-study.js';
import type { Facet, FacetMeaning, Relation } from './facet.js';
import { spaced } from './spaced.js';
import { singularOf, wordsIn } from './word-places.js';

/** A phrase by which people ask for companies, and how it is looked for. */
export interface FacetPhrase {
  readonly facet: Facet;
  readonly words: readonly string[];
  /** Whether only the noun itself is meant: "publisher" is no company that publishes. */
  readonly isNoun: boolean;
  /** Whether its words may stand in any order and with others between: what is said of themes has no fixed form. */
  readonly isLoose: boolean;
}

/** The phrases of a vocabulary, the longest first; of equals, names before themes. */
export function facetPhrases(studies: readonly CaseStudy[], vocabulary: Vocabulary): FacetPhrase[] {
  const { tags, industries, places, tools, themes } = vocabulary;
  const phrases = new Map<string, FacetPhrase & { readonly facet: { readonly meanings: FacetMeaning[] } }>();
  const add = (phrase: string, meaning: FacetMeaning) => {
    const isNoun = meaning.kind === 'business';
    const words = wordsIn(phrase).map(isNoun ? singularOf : termOf);
    const key = words.join(' ');
    // `C++`, `.NET` and `Go` are everyday words without their signs and capitals.
    if (/^[^\p{L}\p{N}]/u.test(phrase) || (meaning.kind === 'tool' && phrase.length < SHORTEST_TOOL)) return;
    const known = phrases.get(key)?.facet.meanings;
    // "Bank" is a kind of company before it is an industry.
    if (isNoun && known) return;
    if (known?.some(({ kind, name }) => kind === meaning.kind && name === meaning.name)) return;
    if (known) known.push(meaning);
    else {
      const isLoose = meaning.kind === 'theme' && words.length > 1;
      phrases.set(key, {
        facet: { phrase: asSaid(phrase, meaning), meanings: [meaning] },
        words,
        isNoun,
        isLoose,
      });
    }
  };
  const addAll = (names: Names, meaningOf: (name: string) => FacetMeaning | undefined) => {
    for (const [name, words] of Object.entries(names)) {
      const meaning = meaningOf(name);
      if (meaning) for (const phrase of [name, ...words]) add(phrase, meaning);
    }
  };

  addAll(tags, (name) => {
    const fits = (study: CaseStudyMatter) => study.tags.includes(name);
    const count = studies.filter(({ frontMatter }) => fits(frontMatter)).length;
    // One company is no group: then its industry is meant.
    return count < 2 || name === 'case-study' ? undefined : { kind: 'business', name, fits };
  });
  addAll(industries, (name) => ({ kind: 'business', name, fits: ({ industry }) => industry === name }));
  addAll(places, (name) => {
    const within = [name, ...(vocabulary.regions[name] ?? [])].map(spaced);
    return {
      kind: 'place',
      name,
      fits: ({ location = '' }) => within.some((place) => spaced(location).includes(place)),
    };
  });
  addAll(tools, (name) => {
    const fits = (study: CaseStudyMatter, relation: Relation) => hasTool(study, name, relation);
    // All of them run it.
    return name === 'Kubernetes' ? undefined : { kind: 'tool', name, fits };
  });
  addAll(themes, (name) => ({ kind: 'theme', name, fits: (study) => study.themes.includes(name) }));

  return [...phrases.values()].sort((a, b) => b.words.length - a.words.length);
}

/** "cost-savings" is a name in front matter; people say "cost savings". */
function asSaid(phrase: string, { kind }: FacetMeaning): string {
  const said = phrase.toLowerCase();
  return kind === 'tool' ? said : said.replaceAll('-', ' ');
}

/** Characters of the shortest name that is nothing but a tool's: "eks". */
const SHORTEST_TOOL = 3;

function hasTool(study: CaseStudyMatter, name: string, relation: Relation): boolean {
  return LISTS[relation].some((list) => study[list].includes(name));
}

/** Where front matter says so. */
const LISTS: Readonly<Record<Relation, readonly ('tools' | 'replaced' | 'considered')[]>> = {
  runs: ['tools'],
  left: ['replaced'],
  had: ['replaced', 'tools'],
  considered: ['considered'],
  'left-or-considered': ['replaced', 'considered'],
  any: ['tools', 'replaced', 'considered'],
};
