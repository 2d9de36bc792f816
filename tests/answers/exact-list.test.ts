import { expect, test } from 'vitest';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { isCaseStudy } from '../../src/answers/case-study.js';
import { exactListQuestion } from '../../src/answers/exact-list.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { companiesQuestion } from '../../src/chat/companies-question.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';

const knowledge = await loadKnowledge(['knowledge']);
const answer = createAnswerQuestion(knowledge, () => 'answer-1');
const catalogue = createCatalogue(knowledge.documents);
const studies = knowledge.documents.filter(isCaseStudy).map(({ frontMatter }) => frontMatter);

function companiesIn(question: string): readonly string[] {
  const { kind, ...found } = answer({ text: question, thread: [] });
  if (kind !== 'list' || !('entries' in found)) return [];
  return found.entries.flatMap(({ document: { frontMatter } }) =>
    frontMatter.kind === 'case-study' ? [frontMatter.company] : [],
  );
}

type Kind = 'tool' | 'industry' | 'theme';

const ofStudies = (fits: (study: (typeof studies)[number]) => boolean) =>
  studies.filter(fits).map(({ company }) => company);

const KINDS: readonly [Kind, readonly string[], (name: string) => readonly string[]][] = [
  ['tool', catalogue.tools, (name: string) => ofStudies(({ tools }) => tools.includes(name))],
  [
    'industry',
    catalogue.industries.map(({ name }) => name),
    (name: string) => ofStudies(({ industry }) => industry === name),
  ],
  [
    'theme',
    catalogue.themes,
    (name: string) => ofStudies(({ themes }) => themes.includes(name.replaceAll(' ', '-'))),
  ],
];

test.each(KINDS)(
  'every %s lists exactly the companies that have it',
  (kind, names, expected) => {
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      expect(companiesIn(companiesQuestion([{ kind, value: name }], catalogue)).toSorted(), name).toEqual(
        expected(name).toSorted(),
      );
    }
  },
  60_000,
);

test('several values list the companies that have all of them', () => {
  const both = ofStudies(({ industry, tools }) => industry === 'Finance' && tools.includes('AWS'));
  expect(both.length).toBeGreaterThan(0);
  const question = companiesQuestion([{ value: 'finance' }, { value: 'aws' }], catalogue);
  expect(companiesIn(question).toSorted()).toEqual(both.toSorted());
});

test('what no front matter names is read by its words', () => {
  expect(companiesQuestion([{ value: 'banks' }], catalogue)).toBe('companies banks');
  expect(companiesQuestion([{ value: 'AWS' }, { value: 'in Germany' }], catalogue)).toBe(
    'companies AWS in Germany',
  );
  expect(companiesQuestion([{ value: 'AWS' }, { value: 'Prometheus' }], catalogue)).toBe(
    'companies AWS Prometheus',
  );
});

test('what nobody has is no list', () => {
  expect(companiesIn(exactListQuestion({ tool: 'Nobody’s tool' }))).toEqual([]);
  expect(companiesIn('companies: tool “Go”, or what?')).toEqual([]);
});

test('a tool of three letters is found in a question too, whatever its stem is', () => {
  expect(companiesIn('which companies use AWS?').toSorted()).toEqual(
    ofStudies(({ tools }) => tools.includes('AWS')).toSorted(),
  );
});
