import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type AnswerQuestion, createAnswerQuestion } from '../answers/answer-question.js';
import { createNamesCompany } from '../answers/names-company.js';
import { createQuestionTerms } from '../answers/question-terms.js';
import { type Catalogue, createCatalogue } from '../chat/catalogue.js';
import { createSearch, type Search } from '../search/search.js';
import type { IndexedKnowledge } from './update-knowledge.js';

/** The knowledge base that questions are answered from at this moment. */
export interface LiveKnowledge {
  /** What is served now. */
  current(): IndexedKnowledge;
  /** The search in it. */
  search(): Search;
  readonly answer: AnswerQuestion;
  readonly catalogue: Catalogue;
  readonly namesCompany: (text: string) => boolean;
  readonly questionTerms: (question: string) => string;
  /**
   * Prepares another knowledge base and serves it from one moment to the next; `apply` is called in that very
   * moment. Resolves to whether it was served: not when it is to stop before.
   */
  replace(next: IndexedKnowledge, apply: () => void, stopping: AbortSignal): Promise<boolean>;
}

/** What is asked of a knowledge base. */
interface Served {
  readonly knowledge: IndexedKnowledge;
  readonly search: Search;
  readonly answer: AnswerQuestion;
  readonly catalogue: Catalogue;
  readonly namesCompany: (text: string) => boolean;
  readonly questionTerms: (question: string) => string;
}

/** Serves a knowledge base; whoever holds its parts always asks the newest. */
export async function createLiveKnowledge(first: IndexedKnowledge): Promise<LiveKnowledge> {
  let served = await prepare(first);
  return {
    current: () => served.knowledge,
    search: () => served.search,
    answer: (question) => served.answer(question),
    namesCompany: (text) => served.namesCompany(text),
    questionTerms: (question) => served.questionTerms(question),
    catalogue: {
      get size() {
        return served.catalogue.size;
      },
      get industries() {
        return served.catalogue.industries;
      },
      get tools() {
        return served.catalogue.tools;
      },
      get themes() {
        return served.catalogue.themes;
      },
      find: (id) => served.catalogue.find(id),
      findByKey: (key) => served.catalogue.findByKey(key),
      suggest: (typed, limit) => served.catalogue.suggest(typed, limit),
    },
    replace: async (next, apply, stopping) => {
      const prepared = await prepare(next);
      if (stopping.aborted) return false;
      apply();
      served = prepared;
      return true;
    },
  };
}

/** Prepares a knowledge base for questions, one step in each turn of the event loop. */
async function prepare(knowledge: IndexedKnowledge): Promise<Served> {
  const search = createSearch(knowledge.documents, knowledge.index);
  await nextTurn();
  const answer = createAnswerQuestion(knowledge, () => `answer-${randomUUID()}`, search);
  await nextTurn();
  const catalogue = createCatalogue(knowledge.documents);
  await nextTurn();
  const namesCompany = createNamesCompany(knowledge, search);
  const questionTerms = createQuestionTerms(search);
  await nextTurn();
  const { documents, vocabulary, problems, index, listing } = knowledge;
  return {
    knowledge: { documents, vocabulary, problems, index, listing },
    search,
    answer,
    catalogue,
    namesCompany,
    questionTerms,
  };
}
