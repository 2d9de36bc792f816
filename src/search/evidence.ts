import type { RootContent } from 'mdast';
import { plainTextOf } from '../knowledge/markdown.js';
import { sentencesOf } from '../knowledge/sentences.js';
import { termsOf } from './terms.js';

/** Characters of a line of evidence: two lines on a phone (taste). */
const EVIDENCE_LIMIT = 200;

/** The one sentence, list item or table row that says most about the given terms, as plain text on one line. */
export function evidenceIn(blocks: readonly RootContent[], weights: ReadonlyMap<string, number>): string {
  let best = { line: '', weight: -1 };
  for (const line of blocks.flatMap(linesOf)) {
    let weight = 0;
    for (const term of new Set(termsOf(line))) weight += weights.get(term) ?? 0;
    // A long line holds more words by chance.
    if (line.length > EVIDENCE_LIMIT) weight /= 2;
    if (weight > best.weight) best = { line, weight };
  }
  return shortened(best.line);
}

/** Ends a line that is too long between two words. */
function shortened(line: string): string {
  if (line.length <= EVIDENCE_LIMIT) return line;
  const cut = line.slice(0, EVIDENCE_LIMIT - ' …'.length).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > EVIDENCE_LIMIT / 2 ? cut.slice(0, space) : cut} …`;
}

/** What a block says, line by line; code is no evidence. */
function linesOf(block: RootContent): string[] {
  switch (block.type) {
    case 'code':
      return [];
    case 'list':
      return block.children.flatMap((item) => item.children.flatMap(linesOf));
    case 'blockquote':
      return block.children.flatMap(linesOf);
    case 'table':
      return block.children.slice(1).map(({ children }) => {
        const [first = '', ...cells] = children.map((cell) => oneLine(plainTextOf([cell])));
        return `${first}: ${cells.filter(Boolean).join(' → ')}`;
      });
    default:
      return sentencesOf(oneLine(plainTextOf([block])));
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
