import type { Names } from '../knowledge/vocabulary.js';
import type { Query, QueryWord } from '../search/query.js';
import { escaped } from './escaped.js';
import { createPhraseFinder } from './phrases.js';
import { spaced } from './spaced.js';

/** A company that a question asks about and no case study tells of. */
export interface UnknownCompany {
  /** Its name, as it was typed. */
  readonly name: string;
  /** Its industry, of a company that the vocabulary lists. */
  readonly industry?: string;
}

/** Finds the unknown company that a question asks about. */
export type UnknownCompanyFinder = (
  text: string,
  query: Query,
  /** What else is said: the companies of ours that are named, and whether one is described. */
  ours: { readonly names: readonly string[]; readonly isDescribed: boolean },
) => UnknownCompany | undefined;

/** What is asked of companies rather than of software. */
const SAID_OF_COMPANIES =
  'use|uses|used|using|run|runs|ran|running|adopt|adopts|adopted|adopting|migrate|migrated|move|moved|moving|choose|chose|switch|switched|go|went|gone|going|pick|picked|story|case study|company|firm|kubernetes|k8s|kubernets|kuberntes|cloud native|clusters?|containers?|platform|orchestrator|orchestration|infrastructure|save|saved|start|started|engineers|developers|gain|gained|reasons|do|does|did|doing|have|has|had|handle|handles|deploy|deploys|scale|scales';

/** What is said of companies right behind their names. */
const RIGHT_BEHIND = 'kubernetes|k8s|kubernets|kuberntes|case study|story|clusters?|uses?|used|using';

/** What companies do and products hardly: "how does Google use …". */
const DONE_BY_COMPANIES =
  'use|uses|used|using|adopt|adopts|adopted|migrate|migrated|move|moved|choose|chose|switch|switched|pick|picked|saves?|saved|cut|cuts|drop|dropped|leave|left|go|went|story|case study';

/** A question about a company is shorter. */
const QUESTION_LENGTH = 300;

/** In a longer message an unknown word is more likely one of the asker's own names. */
const STRANGER_WORDS = 18;

/** Shorter words are slips and abbreviations more often than names. */
const SHORTEST_NAME = 4;

/** Makes a finder from the companies that the vocabulary knows besides those of the case studies. */
export function createUnknownCompanyFinder(elsewhere: Names, ambiguous: Names): UnknownCompanyFinder {
  const listed = (names: Names, isAmbiguous: boolean) =>
    Object.entries(names).flatMap(([industry, companies]) =>
      companies.map((name) => [name, { industry, isAmbiguous }] as const),
    );
  const namesIn = createPhraseFinder([...listed(elsewhere, false), ...listed(ambiguous, true)]);

  return (text, query, { names, isDescribed }) => {
    const words = spaced(text.slice(0, QUESTION_LENGTH));
    const isBesideOurs = (name: string) => names.some((ours) => isBeside(name, ours, words));
    for (const { phrase, meanings } of namesIn(text).found) {
      const [meaning] = meanings;
      if (meaning === undefined) continue;
      const isCertain = !meaning.isAmbiguous && !isDescribed && names.length === 0;
      if (isCertain || isAskedAsCompany(phrase, words) || isBesideOurs(phrase)) {
        return { name: asTyped(phrase, text), industry: meaning.industry };
      }
    }
    const isStranger = ({ text: word, weight, isName }: QueryWord) =>
      weight === 0 &&
      !/[\d_-]/.test(word) &&
      words.split(' ').length <= STRANGER_WORDS &&
      !isGroup(word, words) &&
      (isName || word.length >= SHORTEST_NAME) &&
      (names.length > 0 ? isBesideOurs(word) : isAskedAsStranger(word, words));
    const stranger = query.find(isStranger);
    return stranger && { name: asTyped(stranger.text, text) };
  };
}

/** "How does NAME use …", "why did NAME …", "NAME case study", "NAME, why …", "tell me about NAME". */
function isAskedAsCompany(name: string, words: string): boolean {
  const spacedName = escaped(spaced(name).trim());
  return new RegExp(
    [
      ` (?:did|does|do|has|have|is|was|how|why) (?:the )?${spacedName} (?:.* )?(?:${DONE_BY_COMPANIES}) `,
      `^ (?:and |also |hey |hi |so )?${spacedName} (?:.* )?(?:why|how|when|${DONE_BY_COMPANIES}) `,
      ` (?:${DONE_BY_COMPANIES}) (?:at|of|by|in|inside|within|from) (?:the )?${spacedName} `,
      ` ${spacedName} (?:k8s |kubernetes )?(?:story|case study|journey|setup|migration) `,
      ` (?:story|case study|journey) (?:of|with|at|from|behind) ${spacedName} `,
      ` about ${spacedName} $`,
    ].join('|'),
  ).test(words);
}

/** The same for a name that is in no list: nearer words must speak for a company. */
function isAskedAsStranger(name: string, words: string): boolean {
  const stranger = escaped(spaced(name).trim());
  return new RegExp(
    ` (?:did|does|has|at|about|why|how|like) (?:the )?${stranger} (?:.* )?(?:${SAID_OF_COMPANIES}) | ${stranger} (?:${RIGHT_BEHIND}) | (?:${SAID_OF_COMPANIES}) (?:at|of|by|in) ${stranger} | about ${stranger} $`,
  ).test(words);
}

/** "Which bakeries use …": a group that no document names, and no company. */
function isGroup(word: string, words: string): boolean {
  return new RegExp(
    ` (?:which|what|any|some|all|other|many|these|those) ${escaped(spaced(word).trim())} `,
  ).test(words);
}

/** "NAME or OURS", "OURS and NAME": beside a company of ours, another is one too. */
function isBeside(name: string, ours: string, words: string): boolean {
  const [one, other] = [escaped(spaced(name).trim()), escaped(spaced(ours).trim())];
  const joint = '(?:or|and|vs|versus|to|with|than|from)';
  return new RegExp(` (?:${one} ${joint} ${other}|${other} ${joint} ${one}) `).test(words);
}

/** A name as it stands in the question, with its capitals. */
function asTyped(name: string, text: string): string {
  const parts = name
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(escaped)
    .join('[^\\p{L}\\p{N}]+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0] ?? name;
}
