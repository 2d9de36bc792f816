import { expect, test } from 'vitest';
import type { Answer, Citation } from '../../src/answers/answer.js';
import { explainedBy } from '../../src/answers/explanation.js';
import { replyFor } from '../../src/chat/reply.js';
import type { Document } from '../../src/knowledge/document.js';
import { blocksOf } from '../../src/knowledge/section.js';
import { caseStudyOf, documentFrom } from '../documents.js';

const acme = caseStudyOf('Acme', 'Acme sells anvils.\n## Results\nMinutes instead of days.', 'acme.md');
const note = documentFrom('# Restarting the shop\nDo this.', 'team notes/shop.md');

function citationOf(document: Document, section = 0): Citation {
  const cited = document.sections[section];
  if (cited === undefined) throw new Error('no such section');
  return {
    document,
    section: cited,
    excerpt: { blocks: blocksOf(cited), shortened: false },
    score: 1,
    matched: [],
  };
}

const explanation = explainedBy();

const noAddress = () => undefined;

test('an excerpt is headed by its title and heading, and names its source, licence and date', () => {
  const answer: Answer = {
    id: 'answer-1',
    explanation,
    kind: 'found',
    best: citationOf(acme, 1),
    related: [citationOf(acme)],
  };
  expect(replyFor(answer, noAddress)).toMatchObject({
    kind: 'excerpt',
    answer: 'answer-1',
    passage: {
      title: 'Acme on Kubernetes',
      heading: 'Results',
      url: 'https://example.com/acme/',
      sources: [{ title: 'Case study', url: 'https://example.com/acme/', license: 'CC BY 4.0' }],
      checked: '2026-01-31',
    },
    related: [{ title: 'Acme on Kubernetes', url: 'https://example.com/acme/' }],
  });
});

test('a clue is cut to what is needed to find the line again', () => {
  const best = citationOf(acme);
  const clued = (clue: string) =>
    replyFor({ id: 'answer-1', explanation, kind: 'found', best, related: [], clue }, noAddress) as {
      clue?: string;
    };
  expect(clued('Reason:       OOMKilled').clue).toBe('Reason: OOMKilled');
  expect(clued('x'.repeat(500)).clue).toBe(`${'x'.repeat(120)} …`);
});

test('a team’s own document stands for itself, with an address when one is known', () => {
  const answer: Answer = { id: 'answer-1', explanation, kind: 'found', best: citationOf(note), related: [] };
  const reply = replyFor(answer, noAddress);
  expect(reply.kind === 'excerpt' && reply.passage.sources).toEqual([{ title: 'team notes/shop.md' }]);
  expect(reply.kind === 'excerpt' && 'url' in reply.passage).toBe(false);
  expect(replyFor(answer, (path) => `https://example.com/${path}`)).toMatchObject({
    passage: { url: 'https://example.com/team notes/shop.md' },
  });
});

test('many sources are cut to the first, and a licence that they share is named once', () => {
  const sources = ['A', 'B', 'C', 'D', 'E'].map(
    (title) => `{ title: ${title}, url: 'https://example.com/${title}', license: MIT }`,
  );
  const document = documentFrom(`---\nsources: [${sources.join(', ')}]\n---\n# T\nText.`);
  const reply = replyFor(
    { id: 'answer-1', explanation, kind: 'found', best: citationOf(document), related: [] },
    noAddress,
  );
  expect(reply.kind === 'excerpt' && reply.passage.sources).toEqual([
    { title: 'A', url: 'https://example.com/A' },
    { title: 'B', url: 'https://example.com/B' },
    { title: 'C', url: 'https://example.com/C', license: 'MIT' },
    { title: 'and 2 more' },
  ]);
});

test('every kind of answer has words', () => {
  const answers: Answer[] = [
    { id: 'answer-1', explanation, kind: 'unsure', candidates: [citationOf(acme)] },
    { id: 'answer-2', explanation, kind: 'declined', reason: 'no-match', related: [] },
    { id: 'answer-3', explanation, kind: 'declined', reason: 'no-question', related: [] },
    { id: 'answer-4', explanation, kind: 'small-talk', topic: 'greeting' },
    { id: 'answer-5', explanation, kind: 'small-talk', topic: 'thanks' },
    { id: 'answer-6', explanation, kind: 'small-talk', topic: 'help' },
  ];
  for (const answer of answers) {
    const reply = replyFor(answer, noAddress);
    expect('text' in reply && reply.text).toBeTruthy();
  }
});
