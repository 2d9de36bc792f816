import GithubSlugger from 'github-slugger';
import type { Code, Heading, Nodes, Root } from 'mdast';
import { toString as wordsIn } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { parseAllDocuments } from 'yaml';
import { type DocumentPath, INTRODUCTION } from './address.js';
import type { DocumentProblem } from './document-problem.js';
import { linkTarget } from './link-target.js';
import { misspellingsIn } from './names.js';
import { parseMarkdown } from './parse-markdown.js';
import type { KnowledgeFile } from './read-knowledge.js';
import { splitFrontMatter } from './split-front-matter.js';

/** A file as its text stands, before it is cut into sections. */
interface Page {
  readonly path: DocumentPath;
  readonly root: Root;
  readonly anchors: ReadonlySet<string>;
}

/** What is wrong, without the path. */
type Remark = Omit<DocumentProblem, 'path'>;

/** Finds what is wrong in texts that can be served all the same: links to nowhere, examples that do not parse, misspelt names. */
export function checkTexts(files: readonly KnowledgeFile[]): DocumentProblem[] {
  const pages = new Map(files.map((file) => [file.path as string, pageOf(file)]));
  return [...pages.values()].flatMap((page) =>
    remarksOn(page, pages).map(({ line, message }) => ({ path: page.path, line, message })),
  );
}

function pageOf({ path, text }: KnowledgeFile): Page {
  const root = parseMarkdown(splitFrontMatter(text).markdown);
  const slugger = new GithubSlugger();
  const anchors = new Set([slugger.slug(INTRODUCTION)]);
  visit(root, 'heading', (node) => void anchors.add(slugger.slug(wordsIn(node).trim())));
  return { path, root, anchors };
}

function remarksOn(page: Page, pages: ReadonlyMap<string, Page>): Remark[] {
  const remarks: Remark[] = [];
  let line = 1;
  visit(page.root, (node, at, parent) => {
    // Only blocks know their line; what is inside stands there, or a little below.
    line = node.position?.start.line ?? line;
    const say = (...messages: readonly string[]) => {
      for (const message of messages) remarks.push({ line, message });
    };
    if (node.type === 'heading') say(...emptyHeading(node, parent?.children[(at ?? 0) + 1]));
    else if (node.type === 'code') remarks.push(...exampleProblems(node, line));
    else if (node.type === 'link') say(...linkProblems(node.url, page, pages));
    else if (node.type === 'text') {
      for (const { written, name } of misspellingsIn(node.value)) say(`“${written}” is written ${name}`);
    }
  });
  return remarks;
}

function emptyHeading(heading: Heading, next: Nodes | undefined): string[] {
  const isEmpty = next === undefined || (next.type === 'heading' && next.depth <= heading.depth);
  return isEmpty ? [`the heading “${wordsIn(heading)}” has no text; write what it announces`] : [];
}

/** Examples are read on a phone and pasted into a shell: they say what they are, and YAML parses. */
function exampleProblems({ lang, value }: Code, line: number): Remark[] {
  if (!lang)
    return [{ line, message: 'the code fence names no language; write ```bash, ```yaml or ```text' }];
  if (lang !== 'yaml' && lang !== 'json') return [];
  const documents = parseAllDocuments(value, { prettyErrors: true });
  return [...documents].flatMap(({ errors }) =>
    errors.map((error) => ({
      line: line + (error.linePos?.[0].line ?? 1),
      message: `the ${lang} example does not parse: ${error.message.split(' at line')[0]}`,
    })),
  );
}

function linkProblems(url: string, page: Page, pages: ReadonlyMap<string, Page>): string[] {
  const link = linkTarget(url, page.path);
  if (link === undefined) {
    return /^(?:https?|mailto):/i.test(url) && URL.canParse(url)
      ? []
      : [`the link “${url}” is no web address`];
  }
  const target = pages.get(link.path);
  if (target === undefined) return [`the link “${url}” leads to no document of the knowledge folder`];
  if (link.anchor === undefined || target.anchors.has(link.anchor)) return [];
  return [
    `the link “${url}” leads to a heading that is not there; there are ${[...target.anchors].join(', ')}`,
  ];
}
