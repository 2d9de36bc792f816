import type { Document } from '../knowledge/document.js';
import type { Query } from '../search/query.js';
import { RELATED_LIMIT, RELATED_SHARE } from '../search/ranking.js';
import { createSearch, type Hit, type SearchResult } from '../search/search.js';
import { synonymsOf } from '../search/synonyms.js';
import { askingWordsOf, termsOf } from '../search/terms.js';
import type { Answer, AnswerId, Citation } from './answer.js';
import { type CompaniesNamed, createCompanyFinder } from './companies.js';
import { type CompanyMention, confidenceIn } from './confidence.js';
import { createDescriptionReader } from './described-company.js';
import { completedByThread } from './follow-up.js';
import type { Question } from './question.js';
import { smallTalkIn } from './small-talk.js';
import { createSymptomFinder, type SymptomFound } from './symptoms.js';

/** A longer text is read up to here: a question stands at its beginning, and work stays bounded. */
const QUESTION_LENGTH_LIMIT = 10_000;

/** A word of two letters, a number as long as an exit code, or a sign that is a word by itself. */
const SAYS_SOMETHING = /\p{L}{2}|\d{3}|\p{Script=Han}/u;

/** What an earlier question of the thread is read up to: only its subject is wanted. */
const EARLIER_LENGTH_LIMIT = 500;

/** A company is described only where its case study is among this many nearest hits. */
const NEAREST = 3;

/** Answers questions from a knowledge base; the same question has the same answer. */
export type AnswerQuestion = (question: Question) => Answer;

/** Prepares a knowledge base for answering. */
export function createAnswerQuestion(
  documents: readonly Document[],
  newId: () => AnswerId,
  search = createSearch(documents),
): AnswerQuestion {
  const companiesIn = createCompanyFinder(documents);
  const symptomsIn = createSymptomFinder(documents);
  const companyDescribedBy = createDescriptionReader(documents);

  const cite = (hit: Hit, { query }: SearchResult): Citation => ({
    document: hit.document,
    section: hit.section,
    // Most related sections are only named: reading them all would be a third of an answer's time.
    get excerpt() {
      return search.excerpt(hit, query);
    },
    score: hit.score,
  });

  /** A case study's beginning, with the score that it has; that it answers is certain. */
  const introductionOf = (study: Document, { hits }: SearchResult): Hit => {
    const introduction = search.introductionOf(study);
    const found = hits.find(({ section }) => section === introduction.section);
    return { ...introduction, score: found?.score ?? introduction.score };
  };

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

  /** What a pasted text shows: the document of its most telling symptom, and of the others below it. */
  const answerToSymptom = (id: AnswerId, asked: string, [symptom, ...others]: Symptoms): Answer => {
    // Only that document is searched: pasted output has too many words to look for everywhere.
    const within = search.find(asked, { documents: new Set([symptom.document]), rest: asked });
    const best = within.hits[0] ?? search.introductionOf(symptom.document);
    const related = others.slice(0, RELATED_LIMIT).map(({ document }) => search.introductionOf(document));
    return {
      id,
      kind: 'found',
      best: cite(best, within),
      related: related.map((hit) => cite(hit, within)),
      clue: symptom.line,
    };
  };

  /** The companies that a question names, or else the one that it describes. */
  const companyIn = (text: string, everywhere: SearchResult): CompanyAskedAbout => {
    const { caseStudies, rest } = companiesIn(asMeant(text, everywhere.query));
    if (caseStudies.size > 0) return { caseStudies, rest, mention: 'named' };
    const described = companyDescribedBy(everywhere.query);
    const nearest = everywhere.hits.slice(0, NEAREST).map(({ document }) => document);
    if (described === undefined || !nearest.includes(described.caseStudy)) return { caseStudies, rest };
    const words = described.rest.map((word) => word.correction ?? word.text);
    return { caseStudies: new Set([described.caseStudy]), rest: words.join(' '), mention: 'described' };
  };

  const answerFrom = (id: AnswerId, text: string): Answer => {
    const [symptom, ...others] = companiesIn(text).names.length > 0 ? [] : symptomsIn(text);
    if (symptom) return answerToSymptom(id, text, [symptom, ...others]);

    const everywhere = search.find(text);
    const { caseStudies, rest, mention } = companyIn(text, everywhere);
    if (caseStudies.size > 1) {
      const sides = [...caseStudies].map((study) => bestWithin(study, rest, text));
      return { id, kind: 'unsure', candidates: sides };
    }

    const [about] = caseStudies;
    // Within a case study its company's name stands everywhere and tells nothing.
    const found = about ? search.find(text, { documents: caseStudies, rest }) : everywhere;
    const best = about && asksForNothingMore(rest, about) ? introductionOf(about, everywhere) : found.hits[0];
    const confidence = confidenceIn(best, mention);
    if (best === undefined || confidence === 'none') {
      return { id, kind: 'declined', reason: 'no-match', related: [] };
    }
    if (confidence === 'unsure') {
      const candidates = (about ? found.hits : distinctDocuments(found.hits)).slice(0, RELATED_LIMIT);
      return { id, kind: 'unsure', candidates: candidates.map((hit) => cite(hit, found)) };
    }
    return { id, kind: 'found', best: cite(best, found), related: relatedTo(best, everywhere) };
  };

  return (question) => {
    const id = newId();
    const asked = question.text.slice(0, QUESTION_LENGTH_LIMIT);
    const topic = smallTalkIn(asked);
    if (topic) return { id, kind: 'small-talk', topic };
    if (!SAYS_SOMETHING.test(asked)) return { id, kind: 'declined', reason: 'no-question', related: [] };
    const thread = question.thread.map((earlier) => earlier.slice(0, EARLIER_LENGTH_LIMIT));
    const completed = completedByThread({ text: asked, thread }, companiesIn);
    const answer = answerFrom(id, completed);
    // What makes no sense with the thread may be a new question, shortly put.
    return answer.kind === 'declined' && completed !== asked ? answerFrom(id, asked) : answer;
  };
}

/** The case studies that a question is about, and what it asks besides. */
interface CompanyAskedAbout extends Pick<CompaniesNamed, 'caseStudies' | 'rest'> {
  readonly mention?: CompanyMention;
}

type Symptoms = readonly [SymptomFound, ...SymptomFound[]];

/** The question with its slips corrected: "spotfy" names Spotify. */
function asMeant(text: string, query: Query): string {
  return query.reduce(
    (meant, word) =>
      word.correction ? meant.replace(new RegExp(`\\b${word.text}\\b`, 'gi'), word.correction) : meant,
    text,
  );
}

/** The best hit of each document. */
function distinctDocuments(hits: readonly Hit[]): Hit[] {
  const seen = new Set<Document>();
  return hits.filter((hit) => !seen.has(hit.document) && seen.add(hit.document));
}

/** "Tell me about Spotify", "Spotify and Kubernetes?": besides the name, nothing that the title does not say. */
function asksForNothingMore(rest: string, document: Document): boolean {
  if (askingWordsOf(rest).some((word) => word !== 'how')) return false;
  const title = new Set(termsOf(document.title));
  return termsOf(rest).every((term) => title.has(term) || synonymsOf(term).some((other) => title.has(other)));
}
