import type { Document } from '../knowledge/document.js';
import type { Knowledge } from '../knowledge/load-knowledge.js';
import { createSearch, type Hit, type SearchResult } from '../search/search.js';
import type { Answer, AnswerId, DeclineReason, Outcome } from './answer.js';
import { askingPartOf } from './asking-part.js';
import { isCaseStudy } from './case-study.js';
import { createCompanyFinder } from './companies.js';
import { confidenceFrom, judge } from './confidence.js';
import { createExactLister } from './exact-list.js';
import { explainedBy, explainHit } from './explanation.js';
import { figureAskedFor } from './figure.js';
import { completedByThread, pointsBack } from './follow-up.js';
import { isForeignLanguage } from './language.js';
import { createOutcomes } from './outcomes.js';
import { byPreference, byPreferenceWithin } from './preference.js';
import type { Question } from './question.js';
import { createScopeReader, type Scope } from './scope.js';
import { SAME_QUESTION, signalsFor } from './signals.js';
import { smallTalkIn } from './small-talk.js';
import { createSymptomFinder } from './symptoms.js';
import {
  type CompanyAskedAbout,
  createUnderstanding,
  tellingWordsIn,
  type Understood,
} from './understand.js';

/** A longer text is read up to here: a question stands at its beginning, and work stays bounded. */
const QUESTION_LENGTH_LIMIT = 10_000;

/** A word of two letters, a number as long as an exit code, or a sign that is a word by itself. */
const SAYS_SOMETHING = /\p{L}{2}|\d{3}|\p{Script=Han}/u;

/** What an earlier question of the thread is read up to: only its subject is wanted. */
const EARLIER_LENGTH_LIMIT = 500;

/** Answers questions from a knowledge base; the same question has the same answer. */
export type AnswerQuestion = (question: Question) => Answer;

/** Prepares a knowledge base for answering. */
export function createAnswerQuestion(
  knowledge: Pick<Knowledge, 'documents' | 'vocabulary'>,
  newId: () => AnswerId,
  search = createSearch(knowledge.documents),
): AnswerQuestion {
  const { documents, vocabulary } = knowledge;
  const companiesIn = createCompanyFinder(documents);
  const symptomsIn = createSymptomFinder(documents);
  const understand = createUnderstanding(knowledge, search, companiesIn);
  const scopeOf = createScopeReader(vocabulary.beyond);
  const outcomes = createOutcomes(documents, search);
  const exactListOf = createExactLister(documents.filter(isCaseStudy));

  /** What the document that answered the question before has on this one. */
  const withinEarlier = ({ text, previous }: FollowUp): SearchResult | undefined => {
    const earlier = documentOf(outcomeOf(previous));
    if (earlier === undefined) return undefined;
    const found = search.find(text, { documents: new Set([earlier]), rest: text });
    return (found.hits[0]?.coverage ?? 0) >= FOLLOW_UP_COVERAGE ? found : undefined;
  };

  /** What a case study has on a question about its company, whose name stands everywhere in it and tells nothing. */
  const withinStudy = (text: string, { study, rest }: CompanyAskedAbout): SearchResult => {
    const within = search.find(text, { documents: new Set([study]), rest });
    // Where only its description is known, that tells of it.
    const { query, hits } =
      within.hits.length > 0 ? within : search.find(text, { documents: new Set([study]), rest: text });
    return { query, hits: byPreferenceWithin(hits, text) };
  };

  /** A case study's beginning, with the score that it has; that it answers is certain. */
  const introductionOf = (study: Document, { hits }: SearchResult): Hit => {
    const introduction = search.introductionOf(study);
    const found = hits.find(({ section }) => section === introduction.section);
    return { ...introduction, score: found?.score ?? introduction.score };
  };

  /** The sections on a question, and the best of them. */
  const sectionsOn = (
    { text, everywhere, company, expected }: Understood,
    figure: RegExp | undefined,
    followUp: FollowUp | undefined,
  ): { readonly found: SearchResult; readonly best: Hit | undefined } => {
    if (company) {
      const found = withinStudy(text, company);
      const isWhole = company.isWhole || found.query.length === 0;
      return {
        found,
        best: isWhole
          ? introductionOf(company.study, everywhere.hits.length > 0 ? everywhere : found)
          : withFigure(found.hits, figure),
      };
    }
    const found = (followUp && withinEarlier(followUp)) ?? {
      query: everywhere.query,
      hits: byPreference(everywhere.hits, expected),
    };
    return { found, best: withFigure(found.hits, figure) };
  };

  const outcomeOf = (text: string, { followUp, message = text }: Around = {}): Outcome => {
    const exactly = exactListOf(text);
    if (exactly) return outcomes.list(text, exactly);
    const [symptom, ...others] = companiesIn(text).names.length > 0 ? [] : symptomsIn(text);
    if (symptom) return outcomes.symptom(symptom, others);

    const understood = understand(text);
    const { meant, everywhere, named, company, unknownCompany, listed, sides } = understood;
    if (unknownCompany) return outcomes.unknownCompany(unknownCompany, named.caseStudies);
    if (listed) return outcomes.list(text, listed);
    if (named.caseStudies.size > 1) return outcomes.companies(text, named);

    const figure = figureAskedFor(text);
    const { found, best } = sectionsOn(understood, figure, followUp);
    const scope = scopeOf((message === text ? meant : message).slice(0, SCOPE_READ));
    if (best === undefined) return declined(reasonFor(scope), explainedBy('no section shares its words'));

    const judgement = judge(signalsFor(best, found, understood, scope));
    const reasons = company ? [`it is about ${company.study.title}, ${company.mention}`] : [];
    const explanation = explainHit(best, found.query, judgement, reasons);
    const confidence = confidenceFrom(judgement);
    if (confidence === 'none') return declined(reasonFor(scope), explanation);
    if (sides) return outcomes.things(best, found, sides, confidence === 'sure', explanation);
    if (confidence === 'unsure') {
      return outcomes.unsure([best, ...found.hits.filter((hit) => hit !== best)], found, figure, explanation);
    }
    const more = company ? { ...found, hits: [...found.hits, ...everywhere.hits] } : found;
    return outcomes.found(best, found, more, figure, explanation);
  };

  /** The surer of two answers: to the whole message, and to its question alone. */
  const outcomeOfMessage = (message: string, followUp?: FollowUp): Outcome => {
    const whole = outcomeOf(message, { ...(followUp && { followUp }) });
    const asking = askingPartOf(message.slice(0, SCOPE_READ));
    const isWorthTrying = asking !== message.slice(0, SCOPE_READ) && tellingWordsIn(asking) >= WORDS_ALONE;
    // No answer can be so much surer than one that is sure already.
    if (!isWorthTrying || !whole.explanation.judgement || rightnessOf(whole) > 1 - SURER) return whole;
    const alone = outcomeOf(asking, { message });
    return rightnessOf(alone) > rightnessOf(whole) + SURER ? alone : whole;
  };

  const outcomeInThread = (asked: string, earlier: readonly string[]): Outcome => {
    if (earlier.length > 0 && !pointsBack(asked)) {
      const alone = outcomeOfMessage(asked);
      if (isTheVeryQuestion(alone)) return alone;
    }
    const thread = earlier.map((each) => each.slice(0, EARLIER_LENGTH_LIMIT));
    const { text, previous } = completedByThread({ text: asked, thread }, companiesIn);
    const outcome = outcomeOfMessage(text, previous === undefined ? undefined : { text: asked, previous });
    // What makes no sense with the thread may be a new question, shortly put.
    return outcome.kind === 'declined' && text !== asked ? outcomeOfMessage(asked) : outcome;
  };

  const outcomeTo = ({ text, thread }: Question): Outcome => {
    const topic = smallTalkIn(text);
    if (topic) return { kind: 'small-talk', topic, explanation: explainedBy('it asks nothing') };
    if (!SAYS_SOMETHING.test(text)) return declined('no-question', explainedBy('it has no word'));
    const outcome = outcomeInThread(text, thread);
    return isUnexplained(outcome) && isForeignLanguage(text, search.parse(text))
      ? declined('language', explainedBy('it is not in English'))
      : outcome;
  };

  return ({ text, thread }) => ({
    id: newId(),
    ...outcomeTo({ text: text.slice(0, QUESTION_LENGTH_LIMIT), thread }),
    ...(text.length > QUESTION_LENGTH_LIMIT && { readUpTo: QUESTION_LENGTH_LIMIT }),
  });
}

/** "What is a Pod?" is short, and needs no question before it: a section says that it answers just this. */
function isTheVeryQuestion({ kind, explanation: { judgement } }: Outcome): boolean {
  return (
    (kind === 'found' || kind === 'comparison') &&
    judgement !== undefined &&
    judgement.signals.likeness >= SAME_QUESTION &&
    confidenceFrom(judgement) === 'sure'
  );
}

/** Characters of a message in which it is looked for what is beyond us. */
const SCOPE_READ = 1_000;

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

/** Telling words of a question that can be understood without the rest of its message. */
const WORDS_ALONE = 2;

/** How much surer the question alone must make us than the whole message: the rest is seldom told in vain (tried on questions of ours). */
const SURER = 0.15;

function rightnessOf({ explanation }: Outcome): number {
  return explanation.judgement?.right ?? 0;
}

/** Whether nothing was found, and nothing in the words of the question says why. */
function isUnexplained(outcome: Outcome): boolean {
  return outcome.kind === 'declined' && (outcome.reason === 'no-match' || outcome.reason === 'off-topic');
}

function declined(reason: DeclineReason, explanation: Outcome['explanation']): Outcome {
  return { kind: 'declined', reason, explanation, related: [] };
}

/** The document that an answer is from. */
function documentOf(outcome: Outcome): Document | undefined {
  switch (outcome.kind) {
    case 'found':
      return outcome.best.document;
    case 'comparison':
      return outcome.lead?.document;
    case 'unsure':
      return outcome.candidates[0]?.document;
    default:
      return undefined;
  }
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
