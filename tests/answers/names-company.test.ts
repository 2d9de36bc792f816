import { expect, test } from 'vitest';
import { createNamesCompany } from '../../src/answers/names-company.js';
import { SMALL_KNOWLEDGE } from '../chat/small-knowledge.js';

const namesCompany = createNamesCompany(SMALL_KNOWLEDGE, SMALL_KNOWLEDGE.search);

test.each(['Acme', 'acme', '  Globex ', 'ACME?'])(
  '“%s” names a company that there is a case study of',
  (text) => {
    expect(namesCompany(text)).toBe(true);
  },
);

test.each(['Wayne Enterprises', 'wayne enterprises'])('“%s” names one that is known to have none', (text) => {
  expect(namesCompany(text)).toBe(true);
});

test.each(['Zyzzyva', 'Qwertyco Gmbh'])('“%s” names one that nobody has heard of', (text) => {
  expect(namesCompany(text)).toBe(true);
});

test.each(['sensitive labels?', 'Pods', 'restart policy', 'deployments', '', '   ', '?!'])(
  '“%s” names no company',
  (text) => {
    expect(namesCompany(text)).toBe(false);
  },
);

test('a sentence is no name, whatever company it names', () => {
  expect(namesCompany('Acme moved its shops to Kubernetes')).toBe(false);
});
