import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseStudyMatter, isCaseStudy } from '../../src/answers/case-study.js';
import type { Facet } from '../../src/answers/facet.js';
import { createFacetReader } from '../../src/answers/facets.js';
import { NO_VOCABULARY, type Vocabulary } from '../../src/knowledge/vocabulary.js';
import { caseStudyOf } from '../documents.js';

const studyOf = (company: string, matter: Partial<CaseStudyMatter>) => {
  const document = caseStudyOf(company, 'Text.', `${company.toLowerCase()}.md`);
  if (!isCaseStudy(document)) throw new Error(`${company} is no case study`);
  return { ...document, frontMatter: { ...document.frontMatter, ...matter } };
};

const STUDIES = [
  studyOf('Acme', { tags: ['bank'], industry: 'Finance', location: 'Oslo, Norway' }),
  studyOf('Globex', { tags: ['bank'], industry: 'Finance', location: 'Basel, Switzerland' }),
  studyOf('Initech', {
    tags: ['newspaper'],
    industry: 'Media',
    location: 'Toulouse, France',
    tools: ['Kubernetes', 'Istio'],
    replaced: ['Docker Swarm'],
    considered: ['Mesos'],
    themes: ['faster-deployment'],
  }),
];

const VOCABULARY: Vocabulary = {
  ...NO_VOCABULARY,
  tags: { bank: ['banking company'], newspaper: ['daily paper'], 'case-study': [] },
  industries: { Finance: ['bank', 'financial company'], Media: ['publisher', 'newspaper'] },
  places: { Norway: ['norwegian'], Switzerland: ['swiss'], Scandinavia: ['scandinavian'] },
  regions: { Scandinavia: ['Norway', 'Sweden'] },
  tools: { Kubernetes: ['k8s'], Istio: [], 'Docker Swarm': ['swarm'], Mesos: [], Go: ['golang'], '.NET': [] },
  themes: { 'faster-deployment': ['deploy faster', 'quicker deploys'], cost: ['save money'] },
};

const facetsIn = createFacetReader(STUDIES, VOCABULARY);

/** What a question asks for, each facet as its meanings: "business bank". */
const asked = (question: string) =>
  facetsIn(question).map(({ meanings }) => meanings.map(({ kind, name }) => `${kind} ${name}`).join(' or '));

const fitting = (question: string, relation: Parameters<Facet['meanings'][number]['fits']>[1] = 'runs') => {
  const meanings = facetsIn(question).flatMap((facet) => facet.meanings);
  return STUDIES.filter(({ frontMatter }) => meanings.some(({ fits }) => fits(frontMatter, relation))).map(
    ({ frontMatter }) => frontMatter.company,
  );
};

test('a business is asked for by its noun, in the singular or plural', () => {
  expect(asked('which banks are there')).toEqual(['business bank']);
  expect(asked('is there any bank?')).toEqual(['business bank']);
  expect(asked('all financial companies')).toEqual(['business Finance']);
  expect(fitting('banks')).toEqual(['Acme', 'Globex']);
});

test('other forms of the noun are no business', () => {
  expect(asked('how is an image published')).toEqual([]);
  expect(asked('which publishers?')).toEqual(['business Media']);
  expect(asked('which companies publish?')).toEqual([]);
});

test('a kind of company goes before the industry that shares its name, unless it is of one company alone', () => {
  expect(asked('banks')).toEqual(['business bank']);
  expect(asked('newspapers')).toEqual(['business Media']);
  expect(asked('daily papers')).toEqual([]);
  expect(asked('case studies')).toEqual([]);
});

test.each(['a bank’s app', 'our bank has pods', 'their publisher', 'an old-fashioned question of its bank'])(
  'one company is no group: %s',
  (question) => {
    expect(asked(question)).toEqual([]);
  },
);

test('a place is asked for by its name and its adjective, a region holds its countries', () => {
  expect(asked('swiss companies')).toEqual(['place Switzerland']);
  expect(fitting('companies in Switzerland')).toEqual(['Globex']);
  expect(fitting('scandinavian companies')).toEqual(['Acme']);
});

test('a tool fits who runs it, left it or considered it, as is asked', () => {
  expect(fitting('Istio', 'runs')).toEqual(['Initech']);
  expect(fitting('swarm', 'runs')).toEqual([]);
  expect(fitting('swarm', 'left')).toEqual(['Initech']);
  expect(fitting('Istio', 'left')).toEqual([]);
  expect(fitting('Istio', 'had')).toEqual(['Initech']);
  expect(fitting('Mesos', 'considered')).toEqual(['Initech']);
  expect(fitting('Mesos', 'left')).toEqual([]);
  expect(fitting('Mesos', 'left-or-considered')).toEqual(['Initech']);
  for (const tool of ['Istio', 'Mesos', 'Docker Swarm']) expect(fitting(tool, 'any')).toEqual(['Initech']);
});

test('a name that is an everyday word without its signs is no tool, and Kubernetes sets no company apart', () => {
  expect(asked('where do I go to catch fish with a net')).toEqual([]);
  expect(asked('golang')).toEqual(['tool Go']);
  expect(asked('Kubernetes on k8s')).toEqual([]);
});

test('a theme is known by words in any form and any order, with others between', () => {
  const theme = ['theme faster-deployment'];
  expect(asked('who deploys faster now')).toEqual(theme);
  expect(asked('faster, better deploying')).toEqual(theme);
  expect(asked('whose deploys got so much quicker')).toEqual(theme);
  expect(asked('faster pods')).toEqual([]);
  expect(fitting('who deploys faster')).toEqual(['Initech']);
});

test('a theme of one word, and a tool of two, stand as they are', () => {
  expect(asked('cost')).toEqual(['theme cost']);
  expect(asked('docker swarm')).toEqual(['tool Docker Swarm']);
  expect(asked('docker without a dock')).toEqual([]);
});

test('facets come in the order of the question', () => {
  expect(asked('swiss banks with Istio that saved money')).toEqual([
    'place Switzerland',
    'business bank',
    'tool Istio',
    'theme cost',
  ]);
});

test('tools with “or” between them are one facet, with “and” two', () => {
  expect(asked('Istio or Mesos')).toEqual(['tool Istio or tool Mesos']);
  expect(facetsIn('Istio or Mesos')[0]?.phrase).toBe('istio or mesos');
  expect(asked('Istio and Mesos')).toEqual(['tool Istio', 'tool Mesos']);
  expect(asked('Istio or maybe even Mesos')).toEqual(['tool Istio', 'tool Mesos']);
});

test('places and businesses side by side are either, for no company is in two', () => {
  expect(asked('norwegian and swiss banks')).toEqual(['place Norway or place Switzerland', 'business bank']);
  expect(asked('banks and publishers')).toEqual(['business bank or business Media']);
  expect(asked('banks or Istio')).toEqual(['business bank', 'tool Istio']);
});

test('any text has facets of some kind, the same twice, and an empty vocabulary none', () => {
  const none = createFacetReader(STUDIES, NO_VOCABULARY);
  const words = fc.constantFrom(
    'bank',
    'banks',
    'or',
    'and',
    'a',
    'istio',
    'swarm',
    'docker',
    'faster',
    'deploys',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 30 }).map((each) => each.join(' ')),
  );
  fc.assert(
    fc.property(text, (question) => {
      expect(asked(question)).toEqual(asked(question));
      for (const { meanings } of facetsIn(question)) expect(meanings.length).toBeGreaterThan(0);
      expect(none(question)).toEqual([]);
    }),
  );
});
