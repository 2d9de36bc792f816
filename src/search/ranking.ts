/** The fields of a section that are searched. */
export const SECTION_FIELDS = ['heading', 'questions', 'text'] as const;
export type SectionField = (typeof SECTION_FIELDS)[number];

/** The fields of a document that count for each of its sections. */
export const DOCUMENT_FIELDS = ['title', 'about'] as const;
export type DocumentField = (typeof DOCUMENT_FIELDS)[number];

export type Field = SectionField | DocumentField;

/**
 * What a match in each field counts. Modest numbers: on Kubernetes questions a title boost of 3
 * costs up to .10 nDCG@10, and one flat field costs .04.
 */
export const BOOSTS: Readonly<Record<Field, number>> = {
  title: 1.2,
  heading: 1.4,
  questions: 1.3,
  text: 1,
  about: 0.5,
};

/**
 * BM25+ without its lower bound `d`, which favours long sections (+.01 nDCG@10 without it);
 * k and b are MiniSearch's own: four collections disagree on them by less than .02.
 */
export const BM25 = { k: 1.2, b: 0.7, d: 0 } as const;

/** What a term counts that means the same as the word asked for. */
export const SYNONYM_WEIGHT = 0.6;

/** What a word counts that was corrected to one we know. */
export const CORRECTION_WEIGHT = 0.8;

/** A question has no more telling words than this; the rest of a long paste is left out, so that work stays bounded. */
export const QUERY_WORDS_LIMIT = 48;

/**
 * A word that this share of the sections has ("Kubernetes", "Pod") is not searched for when so many others
 * are asked for: going through its sections costs a fifth of a search (on 1,700 questions of ours, a share of .3
 * costs .006 success@1, one of .12 costs .02).
 */
export const COMMON_SHARE = 0.6;
export const TELLING_WORDS = 3;

/**
 * A search first looks for the most telling words, as many as match this many sections together; the common
 * words, which match thousands and tell little, then count for the best of what was found (on 1,700 questions
 * of ours, 1,000 finds no more and takes a fifth longer; 200 costs .001 success@1).
 */
export const FIRST_LOOK_MATCHES = 400;

/** Sections and documents that the first look leaves for the second. */
export const FIRST_LOOK_SECTIONS = 300;
export const FIRST_LOOK_DOCUMENTS = 20;

/** How many related documents are offered besides the best one: as many as fit in a line or two of a chat message. */
export const RELATED_LIMIT = 3;

/** A related document must score at least this share of the best one; below it, readers see no connection (read on fifty questions of ours). */
export const RELATED_SHARE = 0.25;

/** How much a section gains whose own question asks the very same: the words match, and little else is in it (tuned on questions of ours). */
export const SAME_QUESTION_BONUS = 1;

/**
 * How much an unknown word of everyday language tells, on the scale of a term's rarity (0 to about 6): as
 * much as one that every tenth section has. People wrap questions in words that no document has
 * ("my boss keeps saying …"); an unknown name, though, is what the question is about.
 */
export const EVERYDAY_RARITY = 2.3;

/**
 * A score is multiplied by this plus the share of the question that the section holds: one word said often
 * does not beat all words said once (+.01 to +.05 success@1 on two sets of questions).
 */
export const COVERAGE_FLOOR = 0.5;

/**
 * What a question lets expect of the document that answers it, as factors of its score (near what a pairwise
 * logistic regression gave on 776 questions of ours with their first twelve hits: +.005 success@1 there).
 */
export const SUBJECT_PREFERENCE = 1.15;
export const INTRODUCTION_PREFERENCE = 1.2;
export const COMPARISON_PREFERENCE = 1.2;

/** A company's story answers a question about Kubernetes less often than a document about Kubernetes does. */
export const STRAY_COMPANY_PREFERENCE = 0.6;

/**
 * Within a case study: what the company is like is asked for less often than its words stand in a question that
 * describes it, and reasons stand where headings announce them (tried around what the same regression gave; with
 * the factor above +.003 success@1 on 1,500 questions of ours).
 */
export const SELF_DESCRIPTION_PREFERENCE = 0.6;
export const REASON_PREFERENCE = 1.5;
