import { francAll } from 'franc-min';
import type { Query } from '../search/query.js';

/** Languages that people are likely to ask in, in letters like ours (ISO 639-3). */
const LATIN_LANGUAGES = [
  'eng',
  'deu',
  'fra',
  'spa',
  'por',
  'ita',
  'nld',
  'pol',
  'swe',
  'tur',
  'ces',
  'ron',
  'hun',
  'vie',
  'ind',
];

/** Fewer words are as likely names or commands. */
const WORDS_AT_LEAST = 3;

/** The share of words that are unknown, or only like a known one, from which on a question may be in another language. */
const UNKNOWN_SHARE = 0.5;

/** How much less English than the likeliest language a text must look, 0 to 1 (tried on questions of ours that must be declined). */
const ENGLISH_AT_MOST = 0.8;

/** Characters from which a language can be told. */
const READ = 500;

/** Whether a question that nothing answers is in another language than ours. */
export function isForeignLanguage(question: string, query: Query): boolean {
  const letters = question.match(/\p{L}/gu)?.length ?? 0;
  const others = question.match(/(?!\p{Script=Latin})\p{L}/gu)?.length ?? 0;
  if (others > letters / 2) return true;
  const unknown = query.filter(({ weight }) => weight < 1).length;
  if (query.length < WORDS_AT_LEAST || unknown < UNKNOWN_SHARE * query.length) return false;
  const guesses = francAll(question.slice(0, READ), { only: LATIN_LANGUAGES });
  const english = guesses.find(([language]) => language === 'eng')?.[1] ?? 0;
  return guesses[0]?.[0] !== 'eng' && guesses[0]?.[0] !== 'und' && english <= ENGLISH_AT_MOST;
}
