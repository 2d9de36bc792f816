import type { Document } from '../knowledge/document.js';
import { spaced } from './spaced.js';

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
  for (const symptom of listed) {
    const first = symptom.words.trim().split(' ', 1)[0] ?? '';
    const others = byFirstWord.get(first) ?? [];
    byFirstWord.set(first, [...others, { ...symptom, weight: weightOf(symptom.words) }]);
  }

  return (text) => {
    const lines = text.split('\n').map((line) => ({ line: line.trim(), words: spaced(line) }));
    const present = new Set(lines.flatMap(({ words }) => words.split(' ')));
    const matches = [...present]
      .flatMap((word) => byFirstWord.get(word) ?? [])
      .flatMap((symptom) => {
        const line = lines.find((each) => each.words.includes(symptom.words))?.line;
        return line === undefined ? [] : [{ ...symptom, line }];
      });
    // One word of a question in a sentence is no output.
    const isOutput =
      lines.filter(({ words }) => words.trim() !== '').length > 1 ||
      matches.some(({ weight }) => weight >= TELLING_BY_ITSELF);
    if (!isOutput) return [];

    const shown = new Map<Document, Shown>();
    for (const { document, isGeneral, weight, line } of matches) {
      const before = shown.get(document);
      const isFirst = before === undefined || weight > before.best;
      shown.set(document, {
        document,
        isGeneral,
        line: isFirst ? line : before.line,
        best: isFirst ? weight : before.best,
        total: (before?.total ?? 0) + weight,
      });
    }
    return [...shown.values()].sort(
      (a, b) => Number(a.isGeneral) - Number(b.isGeneral) || tellingOf(b) - tellingOf(a),
    );
  };
}

/** What a text shows of a document's symptoms. */
interface Shown extends SymptomFound {
  readonly isGeneral: boolean;
  readonly best: number;
  readonly total: number;
}

/** How much a further symptom of the same document counts, beside the most telling one. */
const FURTHER_SYMPTOM = 0.3;

function tellingOf({ best, total }: Shown): number {
  return best + FURTHER_SYMPTOM * (total - best);
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
