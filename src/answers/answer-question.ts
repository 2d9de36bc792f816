import type { Document } from '../knowledge/document.js';
import type { Knowledge } from '../knowledge/load-knowledge.js';
import type { Section } from '../knowledge/section.js';
import { EXCERPT_LIMIT } from '../search/excerpt.js';
import { isFiller } from '../search/filler.js';
import type { Query } from '../search/query.js';
import { RELATED_LIMIT, RELATED_SHARE } from '../search/ranking.js';
import { createSearch, type Hit, type SearchResult } from '../search/search.js';
import { synonymsOf } from '../search/synonyms.js';
import { askingWordsOf, termsOf } from '../search/terms.js';
import type { Answer, AnswerId, Citation, DeclineReason } from './answer.js';
import { askingPartOf } from './asking-part.js';
import { createCite, createCiteLine } from './cite.js';
import { type CompaniesNamed, createCompanyFinder } from './companies.js';
import { type CompaniesListed, createCompanyLister } from './company-list.js';
import { asksToCompare, sidesOf } from './comparison.js';
import { type CompanyMention, confidenceFrom, type Judgement, judge, signalsOfHits } from './confidence.js';
import { createDescriptionReader } from './described-company.js';
import { explainedBy, explainHit } from './explanation.js';
import { createFacetReader, type Facet, isCaseStudy } from './facets.js';
import { figureAskedFor } from './figure.js';
import { completedByThread } from './follow-up.js';
import { byPreference, byPreferenceWithin } from './preference.js';
import type { Question } from './question.js';
import { asksForWay, createScopeReader, type Scope } from './scope.js';
import { smallTalkIn } from './small-talk.js';
import { spaced } from './spaced.js';
import { createSubjectFinder } from './subjects.js';
import { createSymptomFinder, type SymptomFound } from './symptoms.js';
import { createUnknownCompanyFinder, type UnknownCompany } from './unknown-company.js';

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
  { documents, vocabulary }: Pick<Knowledge, 'documents' | 'vocabulary'>,
  newId: () => AnswerId,
  search = createSearch(documents),
): AnswerQuestion {
  const caseStudies = documents.filter(isCaseStudy);
  const companiesIn = createCompanyFinder(documents);
  const companyDescribedBy = createDescriptionReader(documents);
  const unknownCompanyIn = createUnknownCompanyFinder(vocabulary.elsewhere, vocabulary.ambiguous);
  const facetsIn = createFacetReader(caseStudies, vocabulary);
  const companiesAskedFor = createCompanyLister(caseStudies);
  const symptomsIn = createSymptomFinder(documents);
  const subjectsIn = createSubjectFinder(documents);
  const scopeOf = createScopeReader(vocabulary.beyond);
  const cite = createCite(search);
  const citeLine = createCiteLine(search);

  /** A case study's beginning, with the score that it has; that it answers is certain. */
  const introductionOf = (study: Document, { hits }: SearchResult): Hit => {
    const introduction = search.introductionOf(study);
    const found = hits.find(({ section }) => section === introduction.section);
    return { ...introduction, score: found?.score ?? introduction.score };
  };

  const relatedTo = (best: Hit, { hits, query }: SearchResult): Citation[] =>
    firstOfEach([best, ...hits.filter(({ section }) => section !== best.section)], SECTIONS_OF_ONE)
      .slice(1)
      .filter((hit) => hit.score >= best.score * RELATED_SHARE)
      .slice(0, RELATED_LIMIT)
      .map((hit) => cite(hit, query));

  /** What a pasted text shows: the document of its most telling symptom, and of the others below it. */
  const answerToSymptom = (id: AnswerId, [symptom, ...others]: Symptoms): Answer => {
    const best = { ...search.introductionOf(symptom.document), section: sectionOn(symptom) };
    const query: Query = [];
    const related = others.slice(0, RELATED_LIMIT).map(({ document }) => search.introductionOf(document));
    return {
      id,
      kind: 'found',
      explanation: explainedBy(
        `a line of yours is a symptom of “${symptom.document.title}”: ${symptom.line}`,
      ),
      best: cite(best, query),
      related: related.map((hit) => cite(hit, query)),
      clue: symptom.line,
    };
  };

  /** Says that a company is not known, and names those that are nearest to it. */
  const declineUnknown = (
    id: AnswerId,
    { name, industry }: UnknownCompany,
    named: Iterable<Document>,
  ): Answer => {
    const nearest = caseStudies.filter(({ frontMatter }) => frontMatter.industry === industry);
    const related = [...new Set([...named, ...nearest])].slice(0, RELATED_LIMIT);
    return {
      id,
      kind: 'declined',
      reason: 'unknown-company',
      company: name,
      explanation: explainedBy(`“${name}” is a company without a case study`),
      related: related.map((study) => cite(search.introductionOf(study), [])),
    };
  };

  /** The companies of a list, each with the line that speaks best for it. */
  const listOf = (id: AnswerId, text: string, { studies, facets, haveAll }: CompaniesListed): Answer => {
    const names = facets.flatMap(({ phrase, meanings }) => [phrase, ...meanings.map(({ name }) => name)]);
    const found = search.find(text, {
      documents: new Set(studies),
      rest: `${names.join(' ')} ${text}`,
      ofEach: true,
    });
    const hits = firstOfEach([...found.hits, ...studies.map(search.introductionOf)], 1);
    return {
      id,
      kind: 'list',
      explanation: explainedBy(
        ...facets.map(
          ({ phrase, meanings }) =>
            `“${phrase}” asks for ${meanings.map(({ kind, name }) => `${kind} “${name}”`).join(' or ')}`,
        ),
        ...(haveAll ? [] : ['no company has all of it; these have most']),
      ),
      entries: hits.map((hit) => citeLine(hit, found.query)),
      common: facets.map(({ phrase }) => phrase),
      isSure: haveAll,
    };
  };

  /** Companies side by side: of each, what its case study has on the question. */
  const compareCompanies = (
    id: AnswerId,
    text: string,
    { caseStudies: sides, rest, names }: CompaniesNamed,
  ): Answer => {
    const options = { limit: Math.floor(COMPARISON_LIMIT / sides.size), figure: figureAskedFor(text) };
    const asksFor = rest.replace(COMPARING_WORDS, ' ');
    return {
      id,
      kind: 'comparison',
      explanation: explainedBy(`it names ${names.map((name) => `“${name}”`).join(' and ')}`),
      sides: [...sides].map((study) => {
        const { query, hits } = search.find(text, { documents: new Set([study]), rest: asksFor });
        const best = asksForNothingMore(asksFor, study) ? undefined : hits[0];
        return cite(best ?? search.introductionOf(study), query, options);
      }),
      isSure: true,
    };
  };

  /** The company that a question names, or else the one that it describes. */
  const companyIn = (
    named: CompaniesNamed,
    everywhere: SearchResult,
    mayDescribe: boolean,
  ): CompanyAskedAbout | undefined => {
    const [study] = named.caseStudies;
    if (study) return { study, rest: named.rest, mention: 'named' };
    if (!mayDescribe) return undefined;
    const nearest = everywhere.hits.slice(0, NEAREST).map(({ document }) => document);
    const isFound = nearest.length > 1 && nearest[0] === nearest[1];
    const described = companyDescribedBy(everywhere.query, isFound ? nearest[0] : undefined);
    if (described === undefined || !nearest.includes(described.caseStudy)) return undefined;
    const words = described.rest.map((word) => word.correction ?? word.text);
    return {
      study: described.caseStudy,
      rest: words.join(' '),
      mention: described.isGuess ? 'guessed' : 'described',
    };
  };

  const judgeHit = (best: Hit, found: SearchResult, about: Subject): Judgement => {
    const { company, subjects, scope } = about;
    const isCompanyKnown = company !== undefined && company.mention !== 'guessed';
    return judge({
      ...signalsOfHits(best, found.hits),
      named: Number(company?.mention === 'named'),
      described: Number(company?.mention === 'described'),
      guessed: Number(company?.mention === 'guessed'),
      subject: Number(subjects.length > 0),
      thisSubject: Number(subjects.includes(best.document)),
      strayCompany: Number(company === undefined && isCaseStudy(best.document)),
      foreignOnly: Number(scope.foreign > 0 && scope.kubernetes === 0 && !isCompanyKnown),
      unknownWords: found.query.filter(({ text: word, weight }) => weight === 0 && !/^\d+\D*$/.test(word))
        .length,
      unknownName: Number(
        found.query.some(
          ({ text: word, weight, isName }) => weight === 0 && isName && !/^\d+\D*$/.test(word),
        ),
      ),
      ...scope,
      // "For our review: what did Nav save?" is not about the asker.
      own: isCompanyKnown ? 0 : scope.own,
      // What is foreign to us may be what the company does.
      foreign: company?.mention === 'named' ? 0 : scope.foreign,
      // What a company saved is told; what it sells for is not.
      price: isCompanyKnown ? 0 : scope.price,
    });
  };

  /** What a case study has on a question about its company. */
  const withinStudy = (text: string, { study, rest }: CompanyAskedAbout): SearchResult => {
    const within = search.find(text, { documents: new Set([study]), rest });
    // Where only its description is known, that tells of it.
    const { query, hits } =
      within.hits.length > 0 ? within : search.find(text, { documents: new Set([study]), rest: text });
    return { query, hits: byPreferenceWithin(hits, text) };
  };

  /** What the document that answered the question before has on this one. */
  const withinEarlier = (text: string, previous: string): SearchResult | undefined => {
    const earlier = documentOf(answerFrom('answer-', previous));
    if (earlier === undefined) return undefined;
    const found = search.find(text, { documents: new Set([earlier]), rest: text });
    return (found.hits[0]?.coverage ?? 0) >= FOLLOW_UP_COVERAGE ? found : undefined;
  };

  const answerFrom = (id: AnswerId, text: string, { followUp, message = text }: Around = {}): Answer => {
    const symptoms = companiesIn(text).names.length > 0 ? [] : symptomsIn(text);
    if (isNotEmpty(symptoms)) return answerToSymptom(id, symptoms);

    const everywhere = search.find(text);
    const meant = asMeant(text, everywhere.query);
    const named = companiesIn(meant);
    const facets = facetsIn(meant);
    const isOfCompanies = speaksOfCompanies(meant, facets);
    // How something is done is asked for oneself, whatever words of a company's story are used for it.
    const company = companyIn(named, everywhere, isOfCompanies || !asksForWay(meant));
    const unknown = unknownCompanyIn(meant, everywhere.query, {
      names: named.names,
      isDescribed: company !== undefined && company.mention !== 'named',
    });
    if (unknown) return declineUnknown(id, unknown, named.caseStudies);
    const listed = named.names.length === 0 ? companiesAskedFor(meant, facets) : undefined;
    if (listed) return listOf(id, text, listed);
    if (named.caseStudies.size > 1) return compareCompanies(id, text, named);

    const earlier = company || !followUp ? undefined : withinEarlier(followUp.text, followUp.previous);
    // Within a case study its company's name stands everywhere and tells nothing.
    const { subjects, rest } = subjectsIn(meant);
    const found = company
      ? withinStudy(text, company)
      : (earlier ?? {
          query: everywhere.query,
          hits: byPreference(everywhere.hits, {
            subjects,
            asksForWhole: subjects.length > 0 && tellingWordsOf(rest) <= WORDS_BESIDE_WHOLE,
            compares: asksToCompare(meant),
            speaksOfCompanies: isOfCompanies,
          }),
        });
    const isWhole =
      company !== undefined && (found.query.length === 0 || asksForNothingMore(company.rest, company.study));
    const figure = figureAskedFor(text);
    const best = isWhole ? introductionOf(company.study, everywhere) : withFigure(found.hits, figure);
    const scope = scopeOf(message === text ? meant : message);
    if (best === undefined) {
      return {
        id,
        kind: 'declined',
        reason: reasonFor(scope),
        explanation: explainedBy('no section shares its words'),
        related: [],
      };
    }

    const judgement = judgeHit(best, found, { company, subjects, scope });
    const reasons = company ? [`it is about ${company.study.title}, ${company.mention}`] : [];
    const explanation = explainHit(best, found.query, judgement, reasons);
    const confidence = confidenceFrom(judgement);
    if (confidence === 'none') {
      return { id, kind: 'declined', reason: reasonFor(scope), explanation, related: [] };
    }
    const sides = company ? undefined : sidesOf(meant, subjects);
    if (sides) {
      const options = { limit: SIDE_LIMIT };
      return {
        id,
        kind: 'comparison',
        explanation,
        lead: cite(best, found.query),
        sides: sides
          .filter((side) => side !== best.document)
          .map((side) => cite(search.introductionOf(side), found.query, options)),
        isSure: confidence === 'sure',
      };
    }
    if (confidence === 'unsure') {
      const hits = [best, ...found.hits.filter((hit) => hit !== best)];
      const candidates = (company ? hits : firstOfEach(hits, SECTIONS_OF_ONE)).slice(0, RELATED_LIMIT);
      return {
        id,
        kind: 'unsure',
        explanation,
        candidates: candidates.map((hit) => cite(hit, found.query, { figure })),
      };
    }
    return {
      id,
      kind: 'found',
      explanation,
      best: cite(best, found.query, { figure }),
      related: relatedTo(
        best,
        company
          ? { ...everywhere, hits: [...found.hits.slice(0, SECTIONS_OF_ONE), ...everywhere.hits] }
          : found,
      ),
    };
  };

  /** The surer of two answers: to the whole message, and to its question alone. */
  const answerTo = (id: AnswerId, message: string, followUp?: FollowUp): Answer => {
    const whole = answerFrom(id, message, { ...(followUp && { followUp }) });
    const asking = askingPartOf(message);
    if (asking === message || tellingWordsOf(asking) === 0 || !whole.explanation.judgement) return whole;
    const alone = answerFrom(id, asking, { message });
    const rightOf = ({ explanation }: Answer) => explanation.judgement?.right ?? 0;
    return rightOf(alone) > rightOf(whole) + SURER ? alone : whole;
  };

  return (question) => {
    const id = newId();
    const asked = question.text.slice(0, QUESTION_LENGTH_LIMIT);
    const topic = smallTalkIn(asked);
    if (topic) return { id, kind: 'small-talk', topic, explanation: explainedBy('it asks nothing') };
    if (!SAYS_SOMETHING.test(asked)) {
      return {
        id,
        kind: 'declined',
        reason: 'no-question',
        explanation: explainedBy('it has no word'),
        related: [],
      };
    }
    const thread = question.thread.map((earlier) => earlier.slice(0, EARLIER_LENGTH_LIMIT));
    const { text, previous } = completedByThread({ text: asked, thread }, companiesIn);
    const answer = answerTo(id, text, previous === undefined ? undefined : { text: asked, previous });
    // What makes no sense with the thread may be a new question, shortly put.
    return answer.kind === 'declined' && text !== asked ? answerTo(id, asked) : answer;
  };
}

/** How much surer the question alone must make us than the whole message: the rest is seldom told in vain (tried on questions of ours). */
const SURER = 0.15;

/** What stands around a question. */
interface Around {
  readonly followUp?: FollowUp;
  /** The message that it is a part of. */
  readonly message?: string;
}

/** A question that follows another, and the one before it. */
interface FollowUp {
  readonly text: string;
  readonly previous: string;
}

/** The share of a follow-up that the document of the answer before must hold to be asked again. */
const FOLLOW_UP_COVERAGE = 0.5;

/** The document that an answer is from. */
function documentOf(answer: Answer): Document | undefined {
  switch (answer.kind) {
    case 'found':
      return answer.best.document;
    case 'comparison':
      return answer.lead?.document;
    case 'unsure':
      return answer.candidates[0]?.document;
    default:
      return undefined;
  }
}

/** Characters of all sides of a comparison together: a message of a platform holds no more. */
const COMPARISON_LIMIT = 2 * EXCERPT_LIMIT;

/** Characters of a side that only says what each thing is, below the section that compares them (taste). */
const SIDE_LIMIT = 400;

/** Words that ask for a comparison, and are no part of what is compared. */
const COMPARING_WORDS =
  /\b(?:vs|versus|compar\w*|differen\w*|differs?|both|similar\w*|alike|common|each|between|side by side)\b/g;

/** The company that a question is about, and what it asks besides. */
interface CompanyAskedAbout {
  readonly study: Document;
  readonly rest: string;
  readonly mention: CompanyMention;
}

/** What a question is about. */
interface Subject {
  readonly company: CompanyAskedAbout | undefined;
  readonly subjects: readonly Document[];
  readonly scope: Scope;
}

type Symptoms = readonly [SymptomFound, ...SymptomFound[]];

function isNotEmpty<Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] {
  return items.length > 0;
}

/** The section that speaks of most of the symptoms shown; of equals the first, which says what they mean. */
function sectionOn({ document, symptoms }: SymptomFound): Section {
  const counts = document.sections.map(({ heading, text }) => {
    const words = spaced(`${heading}\n${text}`);
    const shown = symptoms.filter((symptom) => words.includes(symptom));
    // A longer one tells more.
    return shown.join('').length;
  });
  return document.sections[counts.indexOf(Math.max(...counts))] as Section;
}

/** A section with the figure that is asked for goes before one without, if it is nearly as good and of the same document. */
function withFigure(hits: readonly Hit[], figure: RegExp | undefined): Hit | undefined {
  const [first] = hits;
  if (first === undefined || figure === undefined || figure.test(first.section.text)) return first;
  const other = hits.find(
    (hit) =>
      hit.document === first.document &&
      hit.score >= first.score * NEARLY_AS_GOOD &&
      figure.test(hit.section.text),
  );
  return other ?? first;
}

/** The share of the best score from which on a section with the figure asked for goes first (tried on questions of ours). */
const NEARLY_AS_GOOD = 0.7;

/** What to tell whoever asked for what we cannot know. */
function reasonFor(scope: Scope): DeclineReason {
  if (scope.action > 0) return 'request';
  if (scope.own > 0) return 'own-affairs';
  if (scope.money > 0 || scope.price > 0 || scope.personal > 0) return 'private';
  if (scope.opinion > 0) return 'opinion';
  if (scope.foreign > 0) return 'off-topic';
  return scope.live > 0 ? 'own-affairs' : 'no-match';
}

/** Words that a question for a whole subject may have besides: "what is a label for in Kubernetes". */
const WORDS_BESIDE_WHOLE = 1;

function tellingWordsOf(text: string): number {
  return termsOf(text).filter((term) => !isFiller(term)).length;
}

/** A company is meant, though none of ours is named: by its kind, its place, or the word. */
function speaksOfCompanies(text: string, facets: readonly Facet[]): boolean {
  const isAbout = ({ meanings }: Facet) =>
    meanings.some(({ kind }) => kind === 'business' || kind === 'place');
  return (
    /\b(?:company|companies|firm|firms|startups?|business|case stud\w+|stor(?:y|ies)|they|their|them)\b/i.test(
      text,
    ) || facets.some(isAbout)
  );
}

/** The question with its slips corrected: "spotfy" names Spotify. */
function asMeant(text: string, query: Query): string {
  return query.reduce(
    (meant, word) =>
      word.correction ? meant.replace(new RegExp(`\\b${word.text}\\b`, 'gi'), word.correction) : meant,
    text,
  );
}

/** Sections that one document may have among those that are offered: what is asked may stand in its next one. */
const SECTIONS_OF_ONE = 2;

/** The best hits of each document, so many at most. */
function firstOfEach(hits: readonly Hit[], limit: number): Hit[] {
  const counts = new Map<Document, number>();
  return hits.filter(({ document }) => {
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    return count <= limit;
  });
}

/** "Tell me about Spotify", "Spotify and Kubernetes?": besides the name, nothing that the title does not say. */
function asksForNothingMore(rest: string, document: Document): boolean {
  if (askingWordsOf(rest).some((word) => word !== 'how')) return false;
  const title = new Set(termsOf(document.title));
  return termsOf(rest).every((term) => title.has(term) || synonymsOf(term).some((other) => title.has(other)));
}
