import { stemmer } from 'stemmer';

/** A word as it stands in a text, and the term that it is indexed and searched by. */
export interface Word {
  readonly text: string;
  readonly term: string;
}

/** A word of a question. */
export interface WordAsked extends Word {
  /** Whether it is written as names are: with a capital inside a sentence, or with digits. */
  readonly isName: boolean;
}

/** The words of a question that say what is asked for: "why", "how many", "not", "before". */
export function askingWordsOf(question: string): string[] {
  return question.toLowerCase().match(ASKING) ?? [];
}

/** Too common to search for, telling when two questions are compared. */
const ASKING =
  /\b(?:how (?:many|much|long|often)|how|why|who|when|where|which|not|no|never|before|after|without|during|only|itself|again|every|own|same)\b/g;

/** The terms of a text, in order, with repetitions. */
export function termsOf(text: string): string[] {
  return wordsOf(text).map((word) => word.term);
}

/**
 * Splits a text into the words worth searching for: lower case, stemmed, without stop words.
 *
 *     "What does kube-proxy do?"  → kube-proxi, kube, proxi
 *     "CrashLoopBackOff"          → crashloopbackoff, crash, loop, back
 *     "since v1.24"               → v1.24, 1.24
 */
export function wordsOf(text: string, split: Splitter = splitCompound): Word[] {
  return (text.normalize('NFKC').match(COMPOUND) ?? []).flatMap(split);
}

/** The runs of letters in a text that words are split from, with their places. */
export function compoundsIn(text: string): RegExpExecArray[] {
  return [...text.matchAll(COMPOUND)];
}

/** The words of a question, each once as it is first written; one after the other, since a paste has more than are wanted. */
export function* wordsAskedIn(question: string): Generator<WordAsked> {
  const normal = question.normalize('NFKC');
  const met = new Set<string>();
  for (const { 0: compound, index } of normal.matchAll(COMPOUND)) {
    if (met.has(compound)) continue;
    met.add(compound);
    const isName = /\d/.test(compound) || (/^\p{Lu}/u.test(compound) && !beginsSentence(normal, index));
    for (const word of splitCompound(compound)) yield { ...word, isName };
  }
}

/** What a run of letters becomes: the words in it that are worth searching for. */
export type Splitter = (compound: string) => readonly Word[];

/** Splits a run of letters, and remembers nothing. */
export const splitCompound: Splitter = (compound) =>
  partsOf(compound)
    .filter((part) => part.length <= WORD_LENGTH_LIMIT && !STOP_WORDS.has(part))
    .map((text) => ({ text, term: termOf(text) }));

/** Makes a splitter for many texts, which say the same words again and again: it remembers what it has split. */
export function createSplitter(): Splitter {
  const known = new Map<string, readonly Word[]>();
  return (compound) => {
    let words = known.get(compound);
    if (words === undefined) {
      words = splitCompound(compound);
      known.set(compound, words);
    }
    return words;
  };
}

/** Letters and digits, joined by what joins names: `kube-proxy`, `app.kubernetes.io`, `OOM_KILLED`, `Babylon's`. */
const COMPOUND = /[\p{L}\p{N}]+(?:[-_.'’][\p{L}\p{N}]+)*/gu;

function beginsSentence(text: string, position: number): boolean {
  return /(?:^|[.!?:\n])[\s"'“(]*$/.test(text.slice(Math.max(0, position - 4), position));
}

/** A longer run of letters is a key or a digest, not a word. */
const WORD_LENGTH_LIMIT = 40;

/** A compound whole and split: people search both ways. */
function partsOf(compound: string): string[] {
  const name = compound.replace(/['’]s?$|['’](?=\p{L}{1,2}$)/u, '');
  const whole = name.toLowerCase();
  if (/^v?\d+(\.\d+)*$/.test(whole)) return whole.startsWith('v') ? [whole, whole.slice(1)] : [whole];

  const parts = name
    .split(/[-_.'’]|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
    .map((part) => part.toLowerCase());
  return parts.length > 1 ? [whole, ...parts.filter((part) => part !== '')] : [whole];
}

/** Porter's stem; names with digits or joints stay as they are but for their last word. */
export function termOf(word: string): string {
  return /^[a-z][a-z-]*[a-z]$/.test(word) ? stemmer(withAmericanEnding(word)) : word;
}

/** "Virtualisation" and "utilise" as the documents spell them; "promise" and "noise" are no such verbs. */
function withAmericanEnding(word: string): string {
  return word.replace(/(?<=[a-z]{2}(?:al|an|er|il|im))is(?=(?:e|ed|er|es|ing|ation|ations)$)/, 'iz');
}

/** Words that say nothing about the subject: grammar, and how a question is put (measured: +.05 nDCG@10 on questions about Kubernetes). */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any anybody anyone anything are aren as at be because been before being
  below between both but by can cannot could couldn d did didn do does doesn doing don done during each either else
  ever every few for from get gets getting give got had has hasn have haven having he her here hers him his how i if
  in into is isn it its itself just know let ll m may me might mine more most much must my myself need no nor not now
  of off on once only or other our ours out over own please re s same say see shall she should shouldn show since so
  some somebody someone something such t tell than thank thanks that the their theirs them then there these they
  thing things this those through to too under until up upon us ve very want was wasn we were weren what
  when where whether which while who whom whose why will with without won would wouldn you your yours
  aint arent cant couldnt didnt doesnt dont havent hows im isnt ive lets shouldnt thats theres theyre wasnt werent
  whats wheres whos wont wouldnt youre`.split(/\s+/),
);
