import GithubSlugger from 'github-slugger';
import type { Root, RootContent } from 'mdast';
import { toString as wordsIn } from 'mdast-util-to-string';
import { type DocumentPath, INTRODUCTION, type SectionId } from './address.js';
import { markdownOf, plainTextOf } from './markdown.js';
import { parseMarkdown } from './parse-markdown.js';

/** One subject of a document: a heading and the blocks below it, up to the next heading. */
export interface Section {
  readonly id: SectionId;
  /** The heading; the document's title for the introduction. */
  readonly heading: string;
  /** The headings above this one, outermost first, without the document's title. */
  readonly ancestors: readonly string[];
  /** The first line in the file. */
  readonly line: number;
  /** Questions that this section answers, as people type them. */
  readonly questions: readonly string[];
  /** What stands below the heading, as it was written. */
  readonly markdown: string;
  /** Its words without markup. */
  readonly text: string;
}

/**
 * Reads a section's blocks, for showing them: in less than a tenth of a millisecond. Kept as trees, 3,600
 * sections made a start from the saved index a quarter slower.
 */
export function blocksOf({ markdown }: Section): RootContent[] {
  return parseMarkdown(markdown).children.filter(isContent);
}

interface OpenHeading {
  readonly depth: number;
  readonly text: string;
}

/**
 * Splits a document at its headings; headings without a text of their own only lend their name.
 *
 *     # Probes            → the title: text below it is the introduction
 *     ## Liveness         → #liveness, ancestors []
 *     ### When it fails   → #when-it-fails, ancestors ['Liveness']
 */
export function splitIntoSections(
  path: DocumentPath,
  title: string,
  markdown: string,
  root: Root,
  questions: Readonly<Record<string, readonly string[]>> = {},
): Section[] {
  const slugger = new GithubSlugger();
  slugger.slug(INTRODUCTION);
  const lines = markdown.split('\n');
  const definitions = markdownOf(root.children.filter(({ type }) => type === 'definition'));
  const sections: Section[] = [];
  let open: OpenHeading[] = [];
  let current = { anchor: INTRODUCTION, heading: title, ancestors: [] as string[], line: 1 };
  let blocks: RootContent[] = [];

  /** Ends the section before the line of the next heading. */
  const close = (nextLine: number) => {
    const begin = blocks[0]?.position?.start.line;
    if (begin === undefined) return;
    const { anchor, ...rest } = current;
    const written = lines.slice(begin - 1, nextLine - 1).join('\n');
    sections.push({
      id: `${path}#${anchor}`,
      ...rest,
      questions: Object.hasOwn(questions, anchor) ? (questions[anchor] ?? []) : [],
      // A link may be defined anywhere in the document.
      markdown: [written.trimEnd(), definitions].filter(Boolean).join('\n\n'),
      text: plainTextOf(blocks),
    });
    blocks = [];
  };

  for (const node of root.children) {
    if (node.type === 'heading') {
      const text = wordsIn(node).trim();
      const line = node.position?.start.line ?? 1;
      const isFirst = sections.length === 0 && open.length === 0 && blocks.length === 0;
      if (isFirst && (node.depth === 1 || text === title)) {
        current = { ...current, line };
        continue;
      }
      close(line);
      open = open.filter((heading) => heading.depth < node.depth);
      const ancestors = open.map((heading) => heading.text);
      current = { anchor: slugger.slug(text), heading: text || title, ancestors, line };
      open.push({ depth: node.depth, text });
    } else if (isContent(node)) {
      if (blocks.length === 0 && current.anchor === INTRODUCTION) {
        current = { ...current, line: node.position?.start.line ?? 1 };
      }
      blocks.push(node);
    }
  }
  close(lines.length + 1);
  return sections;
}

/** Comments, rules and link targets are not shown to anyone. */
function isContent(node: RootContent): boolean {
  return !['html', 'thematicBreak', 'definition'].includes(node.type);
}
