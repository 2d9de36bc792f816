/** A line of a file that no parser should be given, and why. */
export interface Excess {
  readonly line: number;
  readonly message: string;
}

/** Deeper nesting is no text a person wrote, and would exhaust the stack of whatever walks the tree. */
const NESTING_LIMIT = 100;

/** Pairing marks takes time by their square: this many take a second, ten times as many more than a minute. */
const MARKS_LIMIT = 5_000;

/** Finds what would keep a Markdown parser busy for ever: quotes and lists without end, or a paragraph of nothing but marks. */
export function excessIn(text: string): Excess | undefined {
  let marks = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (nestingOf(line) > NESTING_LIMIT) {
      return { line: index + 1, message: `nests more than ${NESTING_LIMIT} levels deep; write it flatter` };
    }
    // A blank line ends a paragraph, and with it the search for a mark's other half.
    marks = line.trim() === '' ? 0 : marks + (line.match(/[*_~[\]!<`(]/g)?.length ?? 0);
    if (marks > MARKS_LIMIT) {
      return {
        line: index + 1,
        message: `has a paragraph with more than ${MARKS_LIMIT} marks like * [ or \`; split it`,
      };
    }
  }
  return undefined;
}

/** How many quotes or lists a line opens inside one another, at most. */
function nestingOf(line: string): number {
  const markers = /^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t]))*/.exec(line)?.[0] ?? '';
  const indent = /^[ \t]*(?=[*+-][ \t]|\d{1,9}[.)][ \t])/.exec(line)?.[0].length ?? 0;
  // An item is indented by two columns at least for each list around it.
  return markers.replace(/[^>*+\-.)]/g, '').length + Math.floor(indent / 2);
}
