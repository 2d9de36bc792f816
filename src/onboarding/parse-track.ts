import GithubSlugger from 'github-slugger';
import type { Heading, Link, List, ListItem, Paragraph, RootContent } from 'mdast';
import { toString as wordsIn } from 'mdast-util-to-string';
import { type DocumentPath, INTRODUCTION, type SectionId } from '../knowledge/address.js';
import type { DocumentProblem } from '../knowledge/document-problem.js';
import { parseMarkdown } from '../knowledge/parse-markdown.js';
import { splitFrontMatter } from '../knowledge/split-front-matter.js';
import type { Choice, Quiz, Reference, Step, Track } from './track.js';
import { parseTrackMatter } from './track-matter.js';

/** A quiz has no more choices: as many buttons stand in a row on both platforms. */
const CHOICES_LIMIT = 5;

/** Characters of a choice, which becomes a button. */
const CHOICE_LENGTH_LIMIT = 75;

/**
 * Reads one file's text as a track, or says everything that is wrong with it.
 *
 *     ## Look at your cluster     → a step; what follows is its text
 *     ### Read                    → links to sections
 *     ### Try                     → something to do
 *     ### Quiz                    → a question, and `- [x]` right and `- [ ]` wrong choices
 */
export function parseTrack(path: DocumentPath, text: string): Track | readonly DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const problem = (line: number, message: string) => void problems.push({ path, line, message });

  const { yaml, markdown } = splitFrontMatter(text);
  const matter = parseTrackMatter(yaml ?? '');
  if (!('title' in matter)) return matter.map(({ line, message }) => ({ path, line: line + 1, message }));

  const slugger = new GithubSlugger();
  const introduction: RootContent[] = [];
  const steps: Part[] = [];
  for (const node of parseMarkdown(markdown).children) {
    const step = steps.at(-1);
    if (node.type === 'heading' && node.depth === 1) continue;
    if (node.type === 'heading' && node.depth === 2) steps.push(partOf(node));
    else if (step === undefined) introduction.push(node);
    else if (node.type === 'heading') step.parts.push(partOf(node));
    else (step.parts.at(-1) ?? step).blocks.push(node);
  }
  if (steps.length === 0) problem(1, 'the track has no steps; begin each with a heading: `## Its name`');

  const reader = createReader(path, problem);
  const read = steps.map((step): Step => {
    const partsNamed = (name: string) => step.parts.filter((part) => part.title.toLowerCase() === name);
    for (const { title, line } of step.parts) {
      if (!PARTS.includes(title.toLowerCase()))
        problem(line, `a step has the parts ### Read, ### Try and ### Quiz, and none named “${title}”`);
    }
    if (step.blocks.length === 0) problem(step.line, `the step “${step.title}” has no text`);
    return {
      id: slugger.slug(step.title),
      title: step.title,
      line: step.line,
      text: step.blocks,
      reads: partsNamed('read').flatMap(({ blocks }) => reader.references(blocks)),
      task: partsNamed('try').flatMap(({ blocks }) => blocks),
      quizzes: partsNamed('quiz').flatMap((part) => reader.quiz(part) ?? []),
    };
  });
  const named = new Set<string>();
  for (const { title, line } of steps) {
    if (named.has(title)) problem(line, `two steps are named “${title}”; progress is kept by name`);
    named.add(title);
  }
  if (problems.length > 0) return problems;
  const id = path.replace(/\.md$/i, '');
  return { id, path, ...matter, introduction, steps: read };
}

const PARTS: readonly string[] = ['read', 'try', 'quiz'];

/** A heading, and what stands below it. */
interface Part {
  readonly title: string;
  readonly line: number;
  readonly blocks: RootContent[];
  readonly parts: Part[];
}

function partOf(heading: Heading): Part {
  return { title: wordsIn(heading).trim(), line: lineOf(heading), blocks: [], parts: [] };
}

function lineOf({ position }: RootContent | ListItem): number {
  return position?.start.line ?? 1;
}

/** Reads what stands in the parts of a step. */
function createReader(path: DocumentPath, problem: (line: number, message: string) => void) {
  const referenceOf = (link: Link): Reference | undefined => {
    const section = sectionAt(path, link.url);
    if (section !== undefined) return { label: wordsIn(link).trim(), section, line: lineOf(link) };
    problem(
      lineOf(link),
      `${link.url} is no document of the knowledge base; write ../concepts/pods.md#a-heading`,
    );
    return undefined;
  };

  const choiceOf = (item: ListItem): Choice | undefined => {
    const [paragraph] = item.children;
    const link = paragraph?.type === 'paragraph' ? paragraph.children.findLast(isLink) : undefined;
    if (paragraph?.type !== 'paragraph' || link === undefined) {
      problem(lineOf(item), 'a choice ends with a link to the section that says why it is right or wrong');
      return undefined;
    }
    const text = wordsIn({
      ...paragraph,
      children: paragraph.children.slice(0, paragraph.children.indexOf(link)),
    });
    if (text.trim().length > CHOICE_LENGTH_LIMIT) {
      problem(lineOf(item), `a choice has ${CHOICE_LENGTH_LIMIT} characters at most; it becomes a button`);
    }
    const explanation = referenceOf(link);
    return explanation && { text: text.trim(), isRight: item.checked === true, explanation };
  };

  return {
    references: (blocks: readonly RootContent[]): Reference[] =>
      linksIn(blocks).flatMap((link) => referenceOf(link) ?? []),

    quiz: ({ line, blocks }: Part): Quiz | undefined => {
      const question = blocks.find((block): block is Paragraph => block.type === 'paragraph');
      const items = blocks
        .filter((block): block is List => block.type === 'list')
        .flatMap(({ children }) => children);
      if (question === undefined || items.length < 2 || items.length > CHOICES_LIMIT) {
        problem(
          line,
          `a quiz is a question and two to ${CHOICES_LIMIT} choices: “- [x] right” or “- [ ] wrong”`,
        );
        return undefined;
      }
      const choices = items.flatMap((item) => choiceOf(item) ?? []);
      if (!items.some(({ checked }) => checked === true))
        problem(line, 'none of the choices is right; mark one “[x]”');
      return { question: wordsIn(question).trim(), line, choices };
    },
  };
}

function isLink(node: { readonly type: string }): node is Link {
  return node.type === 'link';
}

function linksIn(nodes: readonly RootContent[]): Link[] {
  return nodes.flatMap((node) =>
    isLink(node) ? [node] : 'children' in node ? linksIn(node.children as RootContent[]) : [],
  );
}

/** `../concepts/pods.md#phases` in a track's folder → `concepts/pods.md#phases`; a document alone is its beginning. */
function sectionAt(path: DocumentPath, url: string): SectionId | undefined {
  if (!/^[\w./-]+\.md(#[^#]+)?$/.test(url)) return undefined;
  const base = new URL(`knowledge:///onboarding/${path}`);
  const { pathname, hash } = new URL(url, base);
  return `${decodeURIComponent(pathname.slice(1)) as DocumentPath}#${decodeURIComponent(hash.slice(1)) || INTRODUCTION}`;
}
