import type { Heading, Root } from 'mdast';
import { toString as wordsIn } from 'mdast-util-to-string';
import type { DocumentPath } from './address.js';
import type { DocumentProblem } from './document-problem.js';
import { type FrontMatter, parseFrontMatter, type Source } from './front-matter.js';
import { parseMarkdown } from './parse-markdown.js';
import { type Section, splitIntoSections } from './section.js';
import { isFrontMatterUnclosed, splitFrontMatter } from './split-front-matter.js';

/** One Markdown file: what it says of itself, and its sections. */
export interface Document {
  readonly path: DocumentPath;
  readonly title: string;
  /** Where the facts come from; a team's own note has none and stands for itself. */
  readonly sources: readonly Source[];
  readonly frontMatter: FrontMatter;
  readonly sections: readonly Section[];
}

/** Reads one file's text as a document, or says everything that is wrong with it. */
export function parseDocument(path: DocumentPath, text: string): Document | readonly DocumentProblem[] {
  const problem = (line: number, message: string): DocumentProblem => ({ path, line, message });
  if (text.trim() === '') return [problem(1, 'the file is empty; write a heading and a text, or remove it')];

  if (isFrontMatterUnclosed(text)) {
    return [problem(1, 'front matter begins with `---` and is never closed by another `---`')];
  }

  const { yaml, markdown } = splitFrontMatter(text);
  const frontMatter = parseFrontMatter(yaml ?? '');
  if (!('kind' in frontMatter)) {
    // The YAML starts on the line after the first `---`.
    return frontMatter.map(({ line, message }) => problem(line + 1, message));
  }

  const root = parseMarkdown(markdown);
  const title = frontMatter.title ?? firstHeadingOf(root);
  if (title === undefined || title === '') {
    return [problem(1, 'the document has no title; add `# A heading`, or `title:` in the front matter')];
  }
  const sections = splitIntoSections(path, title, markdown, root, frontMatter.questions);
  if (sections.length === 0) {
    return [problem(1, 'the document has headings but no text; write what they announce')];
  }
  return { path, title, sources: frontMatter.sources, frontMatter, sections };
}

function firstHeadingOf(root: Root): string | undefined {
  const heading = root.children.find((node): node is Heading => node.type === 'heading');
  return heading && wordsIn(heading).trim();
}
