import type { Document } from '../knowledge/document.js';
import { RELATED_LIMIT, RELATED_SHARE } from '../search/ranking.js';
import { createSearch, type Hit, type SearchResult } from '../search/search.js';
import { synonymsOf } from '../search/synonyms.js';
import { askingWordsOf, termsOf } from '../search/terms.js';
import type { Answer, AnswerId, Citation } from './answer.js';
import { createCompanyFinder } from './companies.js';
import { confidenceIn } from './confidence.js';
import { completedByThread } from './follow-up.js';
import type { Question } from './question.js';
import { smallTalkIn } from './small-talk.js';

/** A longer text is read up to here: a question stands at its beginning, and work stays bounded. */
const QUESTION_LENGTH_LIMIT = 10_000;

/** A word of two letters, a number as long as an exit code, or a sign that is a word by itself. */
const SAYS_SOMETHING = /\p{L}{2}|\d{3}|\p{Script=Han}/u;

/** Answers questions from a knowledge base; the same question has the same answer. */
export type AnswerQuestion = (question: Question) => Answer;

/** Prepares a knowledge base for answering. */
export function createAnswerQuestion(
  documents: readonly Document[],
  newId: () => AnswerId,
  search = createSearch(documents),
): AnswerQuestion {
  const companiesIn = createCompanyFinder(documents);

  const cite = (hit: Hit, { query }: SearchResult): Citation => ({
    document: hit.document,
    section: hit.section,
    excerpt: search.excerpt(hit, query),
    score: hit.score,
  });

  /** What a case study has on a question; its introduction, when nothing of it fits. */
  const bestWithin = (study: Document, rest: string, question: string): Citation => {
    const found = search.find(question, { documents: new Set([study]), rest });
    return cite(found.hits[0] ?? search.introductionOf(study), found);
  };

  const relatedTo = (best: Hit, result: SearchResult): Citation[] =>
    distinctDocuments([best, ...result.hits])
      .slice(1)
      .filter((hit) => hit.score >= best.score * RELATED_SHARE)
      .slice(0, RELATED_LIMIT)
      .map((hit) => cite(hit, result));

  return (question) => {
    const id = newId();
    const asked = question.text.slice(0, QUESTION_LENGTH_LIMIT);
    const topic = smallTalkIn(asked);
    if (topic) return { id, kind: 'small-talk', topic };
    if (!SAYS_SOMETHING.test(asked)) return { id, kind: 'declined', reason: 'no-question', related: [] };

    const text = completedByThread({ ...question, text: asked }, companiesIn);
    const everywhere = search.find(text);
    const { caseStudies, rest } = companiesIn(text);
    // Within a case study its company's name stands everywhere and tells nothing.
    const found = caseStudies.size > 0 ? search.find(text, { documents: caseStudies, rest }) : everywhere;
    if (caseStudies.size > 1) {
      const sides = [...caseStudies].map((study) => bestWithin(study, rest, text));
      return { id, kind: 'unsure', candidates: sides };
    }
    const about = onlyOne(caseStudies);
    if (about && asksForNothingMore(rest, about)) {
      const hit = search.introductionOf(about);
      return { id, kind: 'found', best: cite(hit, found), related: relatedTo(hit, everywhere) };
    }

    const best = found.hits[0];
    const confidence = confidenceIn(best, caseStudies.size > 0);
    if (best === undefined || confidence === 'none') {
      return { id, kind: 'declined', reason: 'no-match', related: [] };
    }
    if (confidence === 'unsure') {
      const candidates = distinctDocuments(found.hits).slice(0, RELATED_LIMIT);
      return { id, kind: 'unsure', candidates: candidates.map((hit) => cite(hit, found)) };
    }
    const related = distinctDocuments([best, ...everywhere.hits])
      .slice(1)
      .filter((hit) => hit.score >= best.score * RELATED_SHARE)
      .slice(0, RELATED_LIMIT);
    return {
      id,
      kind: 'found',
      best: cite(best, found),
      related: related.map((hit) => cite(hit, everywhere)),
    };
  };
}

/** The best hit of each document. */
function distinctDocuments(hits: readonly Hit[]): Hit[] {
  const seen = new Set<Document>();
  return hits.filter((hit) => !seen.has(hit.document) && seen.add(hit.document));
}

function onlyOne<Item>(items: ReadonlySet<Item>): Item | undefined {
  const [first] = items;
  return items.size === 1 ? first : undefined;
}

/** "Tell me about Spotify", "Spotify and Kubernetes?": besides the name, nothing that the title does not say. */
function asksForNothingMore(rest: string, document: Document): boolean {
  if (askingWordsOf(rest).some((word) => word !== 'how')) return false;
  const title = new Set(termsOf(document.title));
  return termsOf(rest).every((term) => title.has(term) || synonymsOf(term).some((other) => title.has(other)));
}
