/** A document's text in its two parts. */
export interface FrontMatterSplit {
  /** The YAML between the `---` lines, which starts on the file's second line; nothing when there is none. */
  readonly yaml?: string;
  /** The Markdown; the front matter's lines are left empty, so that lines count as in the file. */
  readonly markdown: string;
}

/** Splits front matter from the Markdown below it. */
export function splitFrontMatter(text: string): FrontMatterSplit {
  const match = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (match === null) return { markdown: text };
  const [whole, yaml = ''] = match;
  return { yaml, markdown: '\n'.repeat(whole.split('\n').length - 1) + text.slice(whole.length) };
}

/** Whether front matter begins and never ends: it would be read as a rule and a text. */
export function isFrontMatterUnclosed(text: string): boolean {
  return /^---[ \t]*\n[ \t]*[\w-]+:(?: |\n|$)/.test(text) && splitFrontMatter(text).yaml === undefined;
}
