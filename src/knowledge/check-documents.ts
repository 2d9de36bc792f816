import { anchorOf } from './address.js';
import type { Document } from './document.js';
import type { DocumentProblem } from './document-problem.js';
import { misspellingsIn } from './names.js';
import type { KnowledgeFile } from './read-knowledge.js';
import type { Vocabulary } from './vocabulary.js';

/** A shorter section seldom stands alone. */
const WORDS_AT_LEAST = 40;

/** A longer section is no answer for a chat message. */
const WORDS_AT_MOST = 180;

/** A document, and the text of its file, in which lines are found again. */
interface Subject {
  readonly document: Document;
  readonly text: string;
}

/**
 * Finds what is wrong with documents that can be served all the same: names and questions given twice,
 * questions without a section, words that the vocabulary does not list, sections too long to be read.
 */
export function checkDocuments(
  documents: readonly Document[],
  files: readonly KnowledgeFile[] = [],
  vocabulary?: Vocabulary,
): DocumentProblem[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const subjects = documents.map((document) => ({ document, text: texts.get(document.path) ?? '' }));
  return [
    ...givenTwice(subjects, 'name', ({ title, frontMatter }) => [title, ...frontMatter.aliases]),
    ...givenTwice(subjects, 'question', ({ frontMatter }) => Object.values(frontMatter.questions).flat()),
    ...subjects.flatMap(anchorsUnknown),
    ...subjects.flatMap((subject) => (vocabulary ? wordsUnknown(subject, vocabulary) : [])),
    ...subjects.flatMap(namesMisspelt),
    ...documents.flatMap(sectionsOfWrongLength),
  ];
}

/** What is to be found must lead to one place. */
function givenTwice(
  subjects: readonly Subject[],
  what: string,
  namesOf: (document: Document) => readonly string[],
): DocumentProblem[] {
  const owners = new Map<string, Document>();
  const problems: DocumentProblem[] = [];
  for (const subject of subjects) {
    const { document } = subject;
    for (const name of new Set(namesOf(document).map((name) => name.toLowerCase()))) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, document);
      else
        problems.push(
          problemAt(subject, name, `the ${what} “${name}” is taken by ${owner.path}; choose another`),
        );
    }
  }
  return problems;
}

function anchorsUnknown(subject: Subject): DocumentProblem[] {
  const { sections, frontMatter } = subject.document;
  const anchors = new Set(sections.map(({ id }) => anchorOf(id)));
  return Object.keys(frontMatter.questions)
    .filter((anchor) => !anchors.has(anchor))
    .map((anchor) => {
      const there = [...anchors].join(', ');
      return problemAt(
        subject,
        `${anchor}:`,
        `\`questions\` names a section “${anchor}” that is not there; it has ${there}`,
      );
    });
}

/** A team's notes may use what words they like. */
function wordsUnknown(subject: Subject, vocabulary: Vocabulary): DocumentProblem[] {
  const { frontMatter } = subject.document;
  if (frontMatter.kind === 'note') return [];
  const used: [keyof Vocabulary, readonly string[]][] = [['tags', frontMatter.tags]];
  if (frontMatter.kind === 'case-study') {
    const { themes, industry, tools, replaced, considered } = frontMatter;
    used.push(
      ['themes', themes],
      ['industries', [industry]],
      ['tools', [...tools, ...replaced, ...considered]],
    );
  }
  return used.flatMap(([list, words]) =>
    words
      .filter((word) => !Object.hasOwn(vocabulary[list], word))
      .map((word) =>
        problemAt(
          subject,
          word,
          `“${word}” is not among the ${list} of vocabulary.yaml; use one of them or add it there`,
        ),
      ),
  );
}

function namesMisspelt(subject: Subject): DocumentProblem[] {
  const { title, frontMatter } = subject.document;
  return [title, frontMatter.summary ?? ''].flatMap((text) =>
    misspellingsIn(text).map(({ written, name }) =>
      problemAt(subject, written, `“${written}” is written ${name}`),
    ),
  );
}

function sectionsOfWrongLength(document: Document): DocumentProblem[] {
  if (document.frontMatter.kind === 'note') return [];
  return document.sections.flatMap((section) => {
    const words = section.text.split(/\s+/).length;
    if (words >= WORDS_AT_LEAST && words <= WORDS_AT_MOST) return [];
    const range = `${WORDS_AT_LEAST} to ${WORDS_AT_MOST}`;
    const message = `the section “${section.heading}” has ${words} words; ${range} make a good answer`;
    return [{ path: document.path, line: section.line, message }];
  });
}

/** A problem on the first line that holds some words. */
function problemAt({ document, text }: Subject, words: string, message: string): DocumentProblem {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  return { path: document.path, line: at < 0 ? 1 : text.slice(0, at).split('\n').length, message };
}
