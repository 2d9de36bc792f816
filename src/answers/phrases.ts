import { termOf } from '../search/terms.js';
import { wordsIn } from './word-places.js';

/** What a phrase that stands in a text means, and where it stands. */
export interface PhraseFound<Meaning> {
  /** The phrase as it was looked for, in lower case. */
  readonly phrase: string;
  readonly meanings: readonly Meaning[];
  /** The position of its first word among the words of the text. */
  readonly at: number;
}

/** The phrases of a text, in order, and the words that belong to none. */
export interface PhrasesFound<Meaning> {
  readonly found: readonly PhraseFound<Meaning>[];
  readonly rest: string;
}

/** Finds phrases in a text: whole words, whatever stands between them; of several at one place, the longest. */
export type PhraseFinder<Meaning> = (text: string) => PhrasesFound<Meaning>;

/** Makes a finder; with `anyForm`, "bank" also finds "banks" and "deploy faster" finds "deploying faster". */
export function createPhraseFinder<Meaning>(
  phrases: Iterable<readonly [phrase: string, meaning: Meaning]>,
  { anyForm = false } = {},
): PhraseFinder<Meaning> {
  const formOf = anyForm ? termOf : (word: string) => word;
  const byFirstWord = new Map<string, Phrase<Meaning>[]>();
  for (const [phrase, meaning] of phrases) {
    const words = wordsIn(phrase).map(formOf);
    const [first] = words;
    if (first === undefined) continue;
    const beginning = byFirstWord.get(first) ?? [];
    byFirstWord.set(first, beginning);
    const same = beginning.find((other) => other.words.join(' ') === words.join(' '));
    if (same) same.meanings.push(meaning);
    else beginning.push({ phrase: phrase.toLowerCase(), words, meanings: [meaning] });
  }
  for (const beginning of byFirstWord.values()) beginning.sort((a, b) => b.words.length - a.words.length);

  return (text) => {
    const words = wordsIn(text);
    const forms = words.map(formOf);
    const found: PhraseFound<Meaning>[] = [];
    const rest: string[] = [];
    for (let at = 0; at < words.length; at++) {
      const phrase = byFirstWord
        .get(forms[at] ?? '')
        ?.find((each) => each.words.every((word, offset) => word === forms[at + offset]));
      if (phrase === undefined) {
        rest.push(words[at] ?? '');
        continue;
      }
      found.push({ phrase: phrase.phrase, meanings: phrase.meanings, at });
      at += phrase.words.length - 1;
    }
    return { found, rest: rest.join(' ') };
  };
}

interface Phrase<Meaning> {
  readonly phrase: string;
  readonly words: readonly string[];
  readonly meanings: Meaning[];
}
