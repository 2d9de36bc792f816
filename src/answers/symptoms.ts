import type { Document } from '../knowledge/document.js';
import { spaced } from './spaced.js';

/** A symptom that stands in a text word for word, and the line that gave it away. */
export interface SymptomFound {
  readonly document: Document;
  readonly line: string;
  /** The symptoms of the document that stand in the text, spaced. */
  readonly symptoms: readonly string[];
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
    const lines = linesOf(text);
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
    for (const { document, isGeneral, weight, line, words } of matches) {
      const before = shown.get(document);
      const isFirst = before === undefined || weight > before.best;
      shown.set(document, {
        document,
        isGeneral,
        line: isFirst ? line : before.line,
        symptoms: [...(before?.symptoms ?? []), words],
        best: isFirst ? weight : before.best,
        total: (before?.total ?? 0) + weight,
      });
    }
    return [...shown.values()].sort(
      (a, b) => Number(a.isGeneral) - Number(b.isGeneral) || tellingOf(b) - tellingOf(a),
    );
  };
}

/** A line as it was pasted, and its words, spaced. */
interface Line {
  readonly line: string;
  readonly words: string;
}

/** The lines of a text; a row of a table is also read with its headings: `EXTERNAL-IP <pending>`. */
function linesOf(text: string): Line[] {
  let columns: readonly Column[] = [];
  return text.split('\n').map((line) => {
    const words = spaced(line);
    if (HEADINGS.test(line)) {
      columns = columnsOf(line);
      return { line: line.trim(), words };
    }
    if (line.trim() === '') columns = [];
    const read = columns.map(({ heading, start, end }) => `${heading} ${line.slice(start, end)}`);
    return { line: line.trim(), words: read.length > 0 ? `${words}${spaced(read.join(' '))}` : words };
  });
}

/** The headings of a table as kubectl prints them: capitals, two spaces apart. */
const HEADINGS =
  /^\s*[A-Z][A-Z0-9()/-]*(?: [A-Z][A-Z0-9()/-]*)*(?: {2,}[A-Z][A-Z0-9()/-]*(?: [A-Z][A-Z0-9()/-]*)*){2,}\s*$/;

interface Column {
  readonly heading: string;
  readonly start: number;
  readonly end: number | undefined;
}

function columnsOf(headings: string): Column[] {
  const found = [...headings.matchAll(/\S+(?: \S+)*/g)];
  return found.map((match, position) => ({
    heading: match[0],
    start: match.index,
    end: found[position + 1]?.index,
  }));
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
