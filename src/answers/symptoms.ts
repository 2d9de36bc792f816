import type { Document } from '../knowledge/document.js';

/** A symptom that stands in a text word for word, and the line that gave it away. */
export interface SymptomFound {
  readonly document: Document;
  readonly line: string;
}

/** Finds the symptoms in what someone pasted, the most telling first. */
export type SymptomFinder = (text: string) => readonly SymptomFound[];

interface Symptom {
  readonly document: Document;
  readonly isGeneral: boolean;
  readonly words: string;
  /** How much it tells: the more words, and the fewer symptoms share them, the more. */
  readonly weight: number;
  /** Its place among all, the most telling first. */
  readonly rank: number;
}

/** Below this, a symptom is a word that people also use in a question ("Pending"): it tells in pasted output only. */
const TELLING_BY_ITSELF = 12;

/**
 * Makes a finder from the symptoms that troubleshooting documents list.
 *
 *     0/3 nodes are available: 3 Insufficient cpu.    → "nodes are available" (general), "Insufficient cpu"
 *
 * A general symptom is a state that many causes share; a cause named in the same text goes first.
 */
export function createSymptomFinder(documents: readonly Document[]): SymptomFinder {
  const listed = documents.flatMap((document) => {
    const { frontMatter } = document;
    if (frontMatter.kind !== 'troubleshooting') return [];
    return frontMatter.symptoms.map((symptom) => ({
      document,
      isGeneral: frontMatter.general,
      words: spaced(symptom),
    }));
  });
  const weightOf = createWeight(listed.map(({ words }) => words));
  const byFirstWord = new Map<string, Symptom[]>();
  listed
    .map((symptom) => ({ ...symptom, weight: weightOf(symptom.words) }))
    .sort((a, b) => Number(a.isGeneral) - Number(b.isGeneral) || b.weight - a.weight)
    .forEach((symptom, rank) => {
      const first = symptom.words.trim().split(' ', 1)[0] ?? '';
      byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { ...symptom, rank }]);
    });

  return (text) => {
    const lines = text.split('\n').map((line) => ({ line: line.trim(), words: spaced(line) }));
    // An error may run over the end of a line; a question in a sentence is no output.
    const isPasted = lines.filter(({ words }) => words.trim() !== '').length > 1;
    const present = new Set(lines.flatMap(({ words }) => words.split(' ')));
    const candidates = [...present]
      .flatMap((word) => byFirstWord.get(word) ?? [])
      .sort((a, b) => a.rank - b.rank);
    const found = new Map<Document, SymptomFound>();
    for (const { document, words, weight } of candidates) {
      if (found.has(document) || (!isPasted && weight < TELLING_BY_ITSELF)) continue;
      const line = lines.find((each) => each.words.includes(words))?.line;
      if (line !== undefined) found.set(document, { document, line });
    }
    return [...found.values()];
  };
}

/** Words that few symptoms share weigh most, as in a search. */
function createWeight(symptoms: readonly string[]): (words: string) => number {
  const shared = new Map<string, number>();
  for (const words of symptoms) {
    for (const word of new Set(words.trim().split(' '))) shared.set(word, (shared.get(word) ?? 0) + 1);
  }
  return (words) => {
    let weight = 0;
    for (const word of words.trim().split(' ')) {
      weight += Math.log(1 + symptoms.length / (shared.get(word) ?? 1));
    }
    return weight;
  };
}

/** Lower case, signs left out, one space around every word: found whatever stands between. */
function spaced(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}
