import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseStudyMatter, isCaseStudy } from '../../src/answers/case-study.js';
import { createCompanyLister } from '../../src/answers/company-list.js';
import { createFacetReader } from '../../src/answers/facets.js';
import { NO_VOCABULARY } from '../../src/knowledge/vocabulary.js';
import { caseStudyOf } from '../documents.js';

const studyOf = (company: string, matter: Partial<CaseStudyMatter>) => {
  const document = caseStudyOf(company, 'Text.', `${company.toLowerCase()}.md`);
  if (!isCaseStudy(document)) throw new Error(`${company} is no case study`);
  return { ...document, frontMatter: { ...document.frontMatter, ...matter } };
};

const STUDIES = [
  studyOf('Acme', { tags: ['bank'], location: 'Norway', tools: ['Istio'], replaced: ['Mesos'] }),
  studyOf('Globex', { tags: ['bank'], location: 'France', tools: ['Istio', 'Helm'], themes: ['cost'] }),
  studyOf('Initech', { location: 'France', tools: ['Helm'], replaced: ['Mesos'], considered: ['Nomad'] }),
  studyOf('Umbrella', { location: 'Japan', replaced: ['Heroku'], considered: ['Mesos', 'Swarm'] }),
  studyOf('Hooli', { location: 'Japan', tools: ['Heroku', 'Linkerd'], considered: ['Linkerd', 'Swarm'] }),
];

const facetsIn = createFacetReader(STUDIES, {
  ...NO_VOCABULARY,
  tags: { bank: [] },
  places: { Norway: ['norwegian'], France: ['french'], Japan: ['japanese'] },
  tools: { Istio: [], Helm: [], Mesos: [], Nomad: [], Swarm: [], Heroku: [], Linkerd: [] },
  themes: { cost: ['save money'] },
});
const lister = createCompanyLister(STUDIES);
const listed = (question: string) => lister(question, facetsIn(question));
const companies = (question: string) =>
  listed(question)?.studies.map(({ frontMatter }) => frontMatter.company) ?? 'no list';

test.each([
  'Which companies use Istio?',
  'what other big french companies are there',
  'list all firms with Helm',
  'Helm users?',
  'examples of startups that saved money',
  'show me customers in Japan',
  'how many companies run Istio',
  'is there any company from Norway?',
  'Who uses Istio?',
  'hey, who else moved off Mesos',
  'did anybody try Nomad',
  'Does anyone here run Helm?',
  'any banks?',
  'which banks are in the case studies',
  'so which other french banks?',
  'name banks that use Helm',
])('a list of companies is asked for: %s', (question) => {
  expect(companies(question)).not.toBe('no list');
});

test.each([
  'what is Istio',
  'how do I install Helm',
  'Why would a bank use Helm?',
  'is Istio better than Linkerd',
  'which company is the one from Norway',
  'the hoster who left Mesos, what did they gain',
  'who wrote the very first version of Helm',
  'can you tell me who maintains Istio today',
  'does Helm save money',
  'how do we leave Heroku',
])('no list of companies is asked for: %s', (question) => {
  expect(companies(question)).toBe('no list');
});

test('companies that nothing is said of are no list', () => {
  expect(companies('which companies are there?')).toBe('no list');
  expect(lister('which companies use Istio', [])).toBeUndefined();
});

test('a list holds the companies that have all of what is asked', () => {
  expect(listed('Which banks use Istio?')).toMatchObject({ haveAll: true });
  expect(companies('Which banks use Istio?')).toEqual(['Acme', 'Globex']);
  expect(companies('which french companies use Helm')).toEqual(['Globex', 'Initech']);
  expect(companies('which banks in Norway or France are there')).toEqual(['Acme', 'Globex']);
});

test('where no company has all of it, the list holds those that have most, and says so', () => {
  expect(listed('which norwegian banks use Istio and saved money')).toMatchObject({ haveAll: false });
  expect(companies('which norwegian banks use Istio and saved money')).toEqual(['Acme', 'Globex']);
  expect(companies('which norwegian companies saved money')).toEqual(['Acme', 'Globex']);
});

test('a list names what was asked, as people put it', () => {
  expect(listed('Which french banks saved money?')?.facets.map(({ phrase }) => phrase)).toEqual([
    'french',
    'bank',
    'save money',
  ]);
});

test('who uses a tool, who left it and who looked at it are different companies', () => {
  expect(companies('which companies run Istio')).toEqual(['Acme', 'Globex']);
  expect(companies('which companies left Mesos')).toEqual(['Acme', 'Initech']);
  expect(companies('which companies looked at Swarm')).toEqual(['Umbrella', 'Hooli']);
  expect(companies('which companies considered Mesos and then moved away from it')).toEqual([
    'Acme',
    'Initech',
    'Umbrella',
  ]);
});

test('where one company alone is left, those that have had to do with the tool otherwise are listed too', () => {
  // Umbrella left it; Hooli still runs it.
  expect(companies('who moved off Heroku')).toEqual(['Umbrella', 'Hooli']);
  // Nobody runs it; Acme and Initech left it, Umbrella considered it.
  expect(companies('who runs Mesos')).toEqual(['Acme', 'Initech', 'Umbrella']);
  expect(listed('who runs Mesos')).toMatchObject({ haveAll: true });
});

test('one company is a list where no other has had to do with the tool', () => {
  expect(companies('who runs Linkerd')).toEqual(['Hooli']);
  expect(companies('who considered Nomad')).toEqual(['Initech']);
  expect(companies('which companies are in Norway')).toEqual(['Acme']);
});

test.each([
  `${'a'.repeat(240)} banks and who b c d e f g`,
  `${'hey  '.repeat(28)}which banks`,
  `${'hey -- '.repeat(13)}which banks`,
  ...['banks ', 'banks who ', 'any banks ', 'which other ', 'who else ', 'team, ', 'banks-'].map((unit) =>
    unit.repeat(10_000 / unit.length),
  ),
])('a question that repeats itself is read at once: %.30s…', (question) => {
  const facets = facetsIn('banks with Istio');
  expect(facets).toHaveLength(2);
  const begin = performance.now();
  lister(question, facets);
  expect(performance.now() - begin).toBeLessThan(500);
});

test('every company of a list has some of what is asked, and all have all of it where it says so', () => {
  const words = fc.constantFrom(
    'banks',
    'french',
    'Japan',
    'Istio',
    'Mesos',
    'left',
    'considered',
    'or',
    'and',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), (asked) => {
      const list = listed(`which companies ${asked.join(' ')}`);
      for (const { frontMatter } of list?.studies ?? []) {
        const fit = list?.facets.map(({ meanings }) => meanings.some(({ fits }) => fits(frontMatter, 'any')));
        expect(fit).toContain(true);
        if (list?.haveAll) expect(fit).not.toContain(false);
      }
    }),
  );
});
