import type { Document } from '../../../knowledge/document.js';

/** A kind of document, as front matter names it. */
export type Kind = Document['frontMatter']['kind'];

/** How a kind is called, and what it is for. */
export interface KindWords {
  readonly one: string;
  readonly many: string;
  readonly about: string;
}

/** The kinds in the order in which they are read. */
export const KINDS: Readonly<Record<Kind, KindWords>> = {
  note: { one: 'Note', many: 'Your team’s notes', about: 'What your team has written itself' },
  concept: { one: 'Concept', many: 'Concepts', about: 'What Kubernetes is, and how its parts work' },
  'how-to': { one: 'How-to', many: 'How-tos', about: 'Tasks, with the commands' },
  troubleshooting: {
    one: 'Troubleshooting',
    many: 'Troubleshooting',
    about: 'What a symptom means, how to find its cause, and the fix',
  },
  comparison: { one: 'Comparison', many: 'Comparisons', about: 'Things that people mix up, side by side' },
  glossary: { one: 'Glossary', many: 'Glossaries', about: 'Words, each in a few sentences' },
  'case-study': {
    one: 'Case study',
    many: 'Case studies',
    about: 'Why a company moved to Kubernetes, how, and what came of it',
  },
};

/** How a document's kind is called. */
export function kindOf({ frontMatter }: Document): KindWords {
  return KINDS[frontMatter.kind];
}

/** Documents of one kind, in the order of their titles. */
export interface KindGroup {
  readonly kind: Kind;
  readonly documents: readonly Document[];
}

/** Sorts documents by kind, and each kind by title. */
export function byKind(documents: readonly Document[]): KindGroup[] {
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const group = documentsOf(kind, documents);
    return group.length === 0 ? [] : [{ kind, documents: group }];
  });
}

/** The documents of a kind, in the order of their titles. */
export function documentsOf(kind: Kind, documents: readonly Document[]): Document[] {
  return documents
    .filter(({ frontMatter }) => frontMatter.kind === kind)
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}
