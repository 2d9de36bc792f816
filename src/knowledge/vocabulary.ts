import { parse } from 'yaml';
import { z } from 'zod';
import { type DocumentProblem, problemOf } from './document-problem.js';

/** The file that lists a folder's words. */
export const VOCABULARY_FILE = 'vocabulary.yaml';

/** Names, each with the words that people use for it. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** The words that front matter may use, so that one thing has one name in all documents, and those that people use for them. */
export interface Vocabulary {
  readonly tags: Names;
  readonly themes: Names;
  readonly industries: Names;
  readonly tools: Names;
  /** Countries, as case studies locate their companies. */
  readonly places: Names;
  /** Parts of the world, each with its countries. */
  readonly regions: Names;
  /** Companies that people ask about and no case study tells of, by industry. */
  readonly elsewhere: Names;
  /** The same for names that are products or everyday words as well. */
  readonly ambiguous: Names;
  /** Subjects of others that people ask a bot about Kubernetes all the same, by field. */
  readonly beyond: Names;
}

/** A folder that says nothing of its words. */
export const NO_VOCABULARY: Vocabulary = {
  tags: {},
  themes: {},
  industries: {},
  tools: {},
  places: {},
  regions: {},
  elsewhere: {},
  ambiguous: {},
  beyond: {},
};

const words = z.array(z.string().trim().min(1));

/** Names alone, or each with its words. */
const names = z
  .union([
    words.transform(withoutWords),
    z.record(
      z.string(),
      words.nullable().transform((list) => list ?? []),
    ),
  ])
  .default({});

const vocabularyFile = z.strictObject({
  tags: names,
  themes: names,
  industries: names,
  tools: names,
  places: names,
  regions: names,
  elsewhere: names,
  ambiguous: names,
  beyond: names,
} satisfies Record<keyof Vocabulary, unknown>);

/** Reads the vocabularies of all folders into one; a list that no folder gives is empty. */
export function parseVocabulary(texts: readonly string[]): {
  vocabulary: Vocabulary;
  problems: readonly DocumentProblem[];
} {
  const problems: DocumentProblem[] = [];
  let vocabulary = NO_VOCABULARY;
  for (const text of texts) {
    const listed = vocabularyIn(text);
    if (typeof listed === 'string') problems.push(problemOf(VOCABULARY_FILE, listed));
    else vocabulary = together(vocabulary, listed);
  }
  return { vocabulary, problems };
}

function vocabularyIn(text: string): Vocabulary | string {
  try {
    const checked = vocabularyFile.safeParse(parse(text, { schema: 'core' }) ?? {});
    return checked.success ? checked.data : z.prettifyError(checked.error);
  } catch (error) {
    return `is not valid YAML: ${(error as Error).message}`;
  }
}

function withoutWords(list: readonly string[]): Names {
  return Object.fromEntries(list.map((name) => [name, []]));
}

function together(one: Vocabulary, other: Vocabulary): Vocabulary {
  let both = one;
  for (const list of LISTS) both = { ...both, [list]: { ...one[list], ...other[list] } };
  return both;
}

const LISTS = Object.keys(NO_VOCABULARY) as (keyof Vocabulary)[];
