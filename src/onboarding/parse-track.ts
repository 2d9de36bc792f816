import { slug } from 'github-slugger';
import type { Heading, Link, List, ListItem, RootContent } from 'mdast';
import { toString as wordsIn } from 'mdast-util-to-string';
import { type DocumentPath, INTRODUCTION, type SectionId } from '../knowledge/address.js';
import type { DocumentProblem } from '../knowledge/document-problem.js';
import { NestingError, parseMarkdown } from '../knowledge/parse-markdown.js';
import { splitFrontMatter } from '../knowledge/split-front-matter.js';
import type { Choice, Quiz, Reference, Step, Track } from './track.js';
import { parseTrackMatter } from './track-matter.js';

/** A quiz has no more choices: as many buttons stand in a row on both platforms. */
const CHOICES_LIMIT = 5;

/** Characters of a choice: with a letter and a mark before it, it becomes a button of 75, as many as Slack takes. */
const CHOICE_LENGTH_LIMIT = 70;

/** What a step may name to read: as many buttons stand in a row on Discord. */
const READS_LIMIT = 5;

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
  if (!('title' in matter))
    for (const { line, message } of matter) problem(yaml === undefined ? 1 : line + 1, message);

  const blocks = blocksOf(markdown, problem);
  if (blocks === undefined) return problems;
  const { introduction, steps } = divided(blocks, problem);
  if (steps.length === 0) problem(1, 'the track has no steps; begin each with a heading: `## Its name`');

  const reader = createReader(path, problem);
  const named = new Set<string>();
  const read = steps.map((step): Step => {
    const id = slug(step.title);
    if (id === '') problem(step.line, 'a step needs a name in letters or digits');
    else if (named.has(id))
      problem(step.line, `two steps are named “${step.title}”; progress is kept by name`);
    named.add(id);

    const partsNamed = (name: string) => step.parts.filter((part) => part.title.toLowerCase() === name);
    for (const { title, line } of step.parts) {
      if (!PARTS.includes(title.toLowerCase()))
        problem(line, `a step has the parts ### Read, ### Try and ### Quiz, and none named “${title}”`);
    }
    if (step.blocks.length === 0) problem(step.line, `the step “${step.title}” has no text`);
    return {
      id,
      title: step.title,
      line: step.line,
      text: step.blocks,
      reads: partsNamed('read').flatMap((part) => reader.reads(part)),
      task: partsNamed('try').flatMap(({ blocks }) => blocks),
      quizzes: partsNamed('quiz').flatMap((part) => reader.quiz(part) ?? []),
    };
  });
  const links = reader.links([...introduction, ...read.flatMap((step) => [...step.text, ...step.task])]);
  if (problems.length > 0 || !('title' in matter)) return problems;
  return { id: path.replace(/\.md$/i, ''), path, ...matter, introduction, steps: read, links };
}

const PARTS: readonly string[] = ['read', 'try', 'quiz'];

type Complain = (line: number, message: string) => void;

/** A heading, and what stands below it. */
interface Part {
  readonly title: string;
  readonly line: number;
  readonly blocks: RootContent[];
  readonly parts: Part[];
}

/** Nothing, when the text nests too deep to be read. */
function blocksOf(markdown: string, problem: Complain): readonly RootContent[] | undefined {
  try {
    return parseMarkdown(markdown).children.filter(({ type }) => type !== 'definition');
  } catch (error) {
    if (!(error instanceof NestingError)) throw error;
    problem(error.line, error.message);
    return undefined;
  }
}

/** The text before the first step, and the steps with their parts. */
function divided(blocks: readonly RootContent[], problem: Complain) {
  const introduction: RootContent[] = [];
  const steps: Part[] = [];
  for (const node of blocks) {
    const step = steps.at(-1);
    if (node.type !== 'heading') (step?.parts.at(-1) ?? step)?.blocks.push(node);
    if (node.type !== 'heading' && step === undefined) introduction.push(node);
    if (node.type !== 'heading') continue;
    if (node.depth === 2) steps.push(partOf(node));
    else if (step !== undefined && node.depth > 2) step.parts.push(partOf(node));
    else if (step !== undefined)
      problem(lineOf(node), `“${wordsIn(node)}” stands inside a step; a step begins with “## ”`);
    else if (node.depth > 2) introduction.push(node);
  }
  return { introduction, steps };
}

function partOf(heading: Heading): Part {
  return { title: wordsIn(heading).trim(), line: lineOf(heading), blocks: [], parts: [] };
}

function lineOf({ position }: RootContent | ListItem): number {
  return position?.start.line ?? 1;
}

/** Reads what stands in the parts of a step. */
function createReader(path: DocumentPath, problem: Complain) {
  const referenceOf = (link: Link, line: number): Reference | undefined => {
    const section = sectionAt(path, link.url);
    if (section !== undefined) return { label: wordsIn(link).trim(), section, line };
    problem(line, `${link.url || 'a link'} is no document of the knowledge base; ${EXAMPLE}`);
    return undefined;
  };

  const choiceOf = (item: ListItem): Choice | undefined => {
    const line = lineOf(item);
    const [paragraph, ...others] = item.children;
    const children = paragraph?.type === 'paragraph' ? paragraph.children : [];
    const link = children.findLast(isLink);
    if (typeof item.checked !== 'boolean') problem(line, 'a choice begins with “[x]” or “[ ]”');
    if (link === undefined) {
      problem(line, 'a choice ends with a link to the section that says why it is right or wrong');
      return undefined;
    }
    const place = children.indexOf(link);
    const written = children.slice(0, place);
    const text = written
      .map((each) => wordsIn(each))
      .join('')
      .trim();
    if (others.length > 0 || children.slice(place + 1).some((each) => wordsIn(each).trim() !== ''))
      problem(line, 'a choice ends with its link; nothing that follows is shown');
    if (text === '') problem(line, 'a choice has no words before its link');
    if (text.length > CHOICE_LENGTH_LIMIT)
      problem(line, `a choice has ${CHOICE_LENGTH_LIMIT} characters at most; it becomes a button`);
    const explanation = referenceOf(link, line);
    return explanation && { text, written, isRight: item.checked === true, explanation };
  };

  return {
    reads: ({ line, blocks }: Part): Reference[] => {
      const links = linksIn(blocks);
      if (links.length === 0) problem(line, '### Read has no link to a section');
      if (links.length > READS_LIMIT)
        problem(line, `a step names ${READS_LIMIT} sections to read at most; each becomes a button`);
      return links.flatMap(({ link, line }) => referenceOf(link, line) ?? []);
    },

    /** The links of a text into the knowledge base; others lead elsewhere. */
    links: (blocks: readonly RootContent[]): Reference[] =>
      linksIn(blocks).flatMap(({ link, line }) =>
        /^[a-z][a-z+.-]*:|^#/i.test(link.url) ? [] : (referenceOf(link, line) ?? []),
      ),

    quiz: ({ line, blocks }: Part): Quiz | undefined => {
      const isList = (block: RootContent): block is List => block.type === 'list';
      const place = blocks.findIndex(isList);
      const written = blocks.slice(0, Math.max(place, 0));
      const items = blocks.filter(isList).flatMap(({ children }) => children);
      const question = written
        .map((block) => wordsIn(block))
        .join(' ')
        .trim();
      if (question === '' || items.length < 2 || items.length > CHOICES_LIMIT) {
        problem(
          line,
          `a quiz is a question and two to ${CHOICES_LIMIT} choices: “- [x] right” or “- [ ] wrong”`,
        );
        return undefined;
      }
      const behind = blocks.slice(place).find((block) => !isList(block) && block.type !== 'html');
      if (behind) problem(lineOf(behind), 'a quiz ends with its choices; nothing that follows is shown');
      const choices = items.flatMap((item) => choiceOf(item) ?? []);
      if (!items.some(({ checked }) => checked === true))
        problem(line, 'none of the choices is right; mark one “[x]”');
      return { question, written, line, choices };
    },
  };
}

const EXAMPLE = 'write ../concepts/pods.md#a-heading';

function isLink(node: { readonly type: string }): node is Link {
  return node.type === 'link';
}

/** Links, and the lines of the blocks that they stand in. */
function linksIn(nodes: readonly RootContent[], above = 1): { readonly link: Link; readonly line: number }[] {
  return nodes.flatMap((node) => {
    const line = node.position?.start.line ?? above;
    if (isLink(node)) return [{ link: node, line }];
    return 'children' in node ? linksIn(node.children as RootContent[], line) : [];
  });
}

/** `../concepts/pods.md#phases` in a track's folder → `concepts/pods.md#phases`; a document alone is its beginning. */
function sectionAt(path: DocumentPath, url: string): SectionId | undefined {
  if (!/^[\w./-]+\.md(#[^#]+)?$/.test(url)) return undefined;
  const { pathname, hash } = new URL(url, `knowledge:///onboarding/${encodeURI(path)}`);
  const anchor = decoded(hash.slice(1));
  return anchor === undefined
    ? undefined
    : `${decoded(pathname.slice(1)) as DocumentPath}#${anchor || INTRODUCTION}`;
}

/** Nothing, when it has a percent sign that stands for no letter. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
