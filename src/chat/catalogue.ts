import type { CaseStudyMatter } from '../answers/case-study.js';
import type { SectionId } from '../knowledge/address.js';
import type { Document } from '../knowledge/document.js';
import type { Section } from '../knowledge/section.js';
import { createSuggest } from '../search/suggest.js';
import type { Reply } from './reply.js';
import { type SectionKey, sectionKeyOf } from './section-key.js';

/** What the knowledge base holds, for looking around in it. */
export interface Catalogue {
  readonly size: { readonly documents: number; readonly sections: number };
  /** The case studies by industry, each in the order of its names. */
  readonly industries: readonly Industry[];
  /** The tools that companies use, and what their stories are about, those that most have first. */
  readonly tools: readonly string[];
  readonly themes: readonly string[];
  /** A section by its id, with its document. */
  find(id: SectionId): Entry | undefined;
  findByKey(key: SectionKey): Entry | undefined;
  /** Sections whose titles and headings begin with what is typed. */
  suggest(typed: string, limit: number): readonly Entry[];
}

/** A section and the document that it stands in. */
export interface Entry {
  readonly document: Document;
  readonly section: Section;
}

/** An industry, and the companies of it that have a case study. */
export interface Industry {
  readonly name: string;
  readonly companies: readonly { readonly name: string; readonly introduction: SectionKey }[];
}

/** Makes the catalogue of a knowledge base. */
export function createCatalogue(documents: readonly Document[]): Catalogue {
  const entries = new Map(
    documents.flatMap((document) =>
      document.sections.map((section) => [section.id, { document, section }] as const),
    ),
  );
  const byKey = new Map([...entries].map(([id, entry]) => [sectionKeyOf(id), entry] as const));
  return {
    size: { documents: documents.length, sections: entries.size },
    industries: industriesOf(documents),
    tools: mostOften(documents, ({ tools }) => tools),
    themes: mostOften(documents, ({ themes }) => themes).map((theme) => theme.replaceAll('-', ' ')),
    find: (id) => entries.get(id),
    findByKey: (key) => byKey.get(key),
    suggest: createSuggest(documents),
  };
}

function industriesOf(documents: readonly Document[]): Industry[] {
  const industries = new Map<string, { name: string; introduction: SectionKey }[]>();
  for (const { frontMatter, sections } of documents) {
    const [introduction] = sections;
    if (frontMatter.kind !== 'case-study' || introduction === undefined) continue;
    const companies = industries.get(frontMatter.industry) ?? [];
    industries.set(frontMatter.industry, companies);
    companies.push({ name: frontMatter.company, introduction: sectionKeyOf(introduction.id) });
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en');
  return [...industries]
    .map(([name, companies]) => ({ name, companies: companies.sort(byName) }))
    .sort(byName);
}

/** What case studies name in their front matter, what most of them have first. */
function mostOften(
  documents: readonly Document[],
  namesIn: (study: CaseStudyMatter) => readonly string[],
): string[] {
  const counts = new Map<string, number>();
  for (const { frontMatter } of documents) {
    if (frontMatter.kind !== 'case-study') continue;
    for (const name of namesIn(frontMatter)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** The case studies by industry, as a reply. */
export function companiesReply({ industries }: Catalogue): Reply {
  const count = industries.reduce((sum, { companies }) => sum + companies.length, 0);
  return {
    kind: 'list',
    text: `I know ${count} companies on Kubernetes. Ask for one by name, or for what they have in common: “which companies use Prometheus?”`,
    entries: industries.map(({ name, companies }) => ({
      title: name,
      gist: companies.map((company) => company.name).join(', '),
    })),
    more: 0,
  };
}
