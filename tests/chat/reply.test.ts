import { expect, test } from 'vitest';
import type { Answer, Citation, DeclineReason } from '../../src/answers/answer.js';
import { createAnswerQuestion } from '../../src/answers/answer-question.js';
import { explainedBy } from '../../src/answers/explanation.js';
import { type Reply, shortNameOf } from '../../src/chat/reply.js';
import {
  explanationReply,
  furtherReply,
  replyFor,
  sectionReply,
  sectionsShown,
} from '../../src/chat/reply-for.js';
import type { Document } from '../../src/knowledge/document.js';
import { parseMarkdown } from '../../src/knowledge/parse-markdown.js';
import { blocksOf } from '../../src/knowledge/section.js';
import { NO_VOCABULARY } from '../../src/knowledge/vocabulary.js';
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

/** A citation of one line. */
function lineOf(document: Document, line: string): Citation {
  const { children } = parseMarkdown(line);
  return { ...citationOf(document), excerpt: { blocks: children, shortened: true } };
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
    further: [],
  };
  expect(replyFor(answer, noAddress)).toMatchObject({
    kind: 'excerpt',
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
    replyFor(
      { id: 'answer-1', explanation, kind: 'found', best, related: [], further: [], clue },
      noAddress,
    ) as {
      clue?: string;
    };
  expect(clued('Reason:       OOMKilled').clue).toBe('Reason: OOMKilled');
  expect(clued('x'.repeat(500)).clue).toBe(`${'x'.repeat(120)} …`);
});

test('a team’s own document stands for itself, with an address when one is known', () => {
  const answer: Answer = {
    id: 'answer-1',
    explanation,
    kind: 'found',
    best: citationOf(note),
    related: [],
    further: [],
  };
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
    { id: 'answer-1', explanation, kind: 'found', best: citationOf(document), related: [], further: [] },
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
    { id: 'answer-1', explanation, kind: 'unsure', candidates: [citationOf(acme)], further: [] },
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

const declined = (reason: DeclineReason, more: { company?: string; related?: readonly Citation[] } = {}) =>
  replyFor(
    { id: 'answer-1', explanation, kind: 'declined', reason, related: [], ...more },
    noAddress,
  ) as Reply & {
    text: string;
  };

/** What the words of each reason give to go on with. */
const HELP: Readonly<Record<DeclineReason, string>> = {
  'no-match': 'other words may find it',
  'no-question': '“What is a Pod?”',
  'unknown-company': 'I have no case study',
  'off-topic': '“How do I roll back a Deployment?”',
  'own-affairs': 'ask “How do I see …?”',
  request: 'ask “How do I …?”',
  private: 'in none of my documents',
  opinion: 'I quote documents',
  language: 'Please ask in English',
};

test.each(Object.entries(HELP) as [DeclineReason, string][])(
  'a question declined as %s is told so in words that help on: … %s …',
  (reason, help) => {
    const reply = declined(reason, { related: [citationOf(acme)] });
    expect(reply).toMatchObject({ kind: 'notice', related: [{ title: 'Acme on Kubernetes' }] });
    expect(reply.text).toContain(help);
  },
);

test('every reason to decline has words of its own', () => {
  const texts = (Object.keys(HELP) as DeclineReason[]).map((reason) => declined(reason).text);
  expect(new Set(texts).size).toBe(texts.length);
});

test('an unknown company is declined by its name as it was typed, with the nearest where there are any', () => {
  const alone = declined('unknown-company', { company: 'wayne-Air' });
  expect(alone).toMatchObject({
    kind: 'notice',
    text: 'I have no case study of wayne-Air, and I do not answer with another company’s story.',
    related: [],
  });
  expect(declined('unknown-company', { company: 'wayne-Air', related: [citationOf(acme)] })).toMatchObject({
    kind: 'notice',
    text: `${alone.text} These are the nearest that I have:`,
    related: [{ title: 'Acme on Kubernetes', url: 'https://example.com/acme/' }],
  });
});

const listOf = (count: number, more: { common?: readonly string[]; isSure?: boolean } = {}) => {
  const entries = Array.from({ length: count }, (_, number) =>
    lineOf(
      caseStudyOf(`Acme${number}`, 'Text.', `acme${number}.md`),
      `It runs **${number}** nodes. And more.`,
    ),
  );
  const answer: Answer = {
    id: 'answer-1',
    explanation,
    kind: 'list',
    entries,
    common: ['istio'],
    isSure: true,
    ...more,
  };
  const reply = replyFor(answer, noAddress);
  if (reply.kind !== 'list') throw new Error(reply.kind);
  return reply;
};

test('a list names each company with its address and the whole line that speaks for it', () => {
  const { kind, text, entries, more } = listOf(2);
  expect({ kind, text, more }).toEqual({
    kind: 'list',
    text: '2 case studies for “istio”:',
    more: 0,
  });
  expect(entries).toEqual([
    {
      title: 'Acme0',
      url: 'https://example.com/acme0/',
      section: 'acme0.md#intro',
      gist: 'It runs 0 nodes. And more.',
      button: { kind: 'section', answer: 'answer-1', place: 0 },
    },
    {
      title: 'Acme1',
      url: 'https://example.com/acme1/',
      section: 'acme1.md#intro',
      gist: 'It runs 1 nodes. And more.',
      button: { kind: 'section', answer: 'answer-1', place: 1 },
    },
  ]);
});

test('a list shows ten companies and says how many more there are', () => {
  expect(listOf(10)).toMatchObject({ text: '10 case studies for “istio”:', more: 0 });
  const long = listOf(13);
  expect(long).toMatchObject({ text: '13 case studies for “istio”:', more: 3 });
  expect(long.entries.map(({ title }) => title)).toEqual(Array.from({ length: 10 }, (_, n) => `Acme${n}`));
});

test('a list says what was asked for, and whether no company has all of it', () => {
  const common = ['banks', 'istio or linkerd'];
  expect(listOf(1).text).toBe('One case study for “istio”:');
  expect(listOf(4, { common }).text).toBe('4 case studies for “banks” and “istio or linkerd”:');
  expect(listOf(4, { common, isSure: false }).text).toBe(
    'No case study has all of “banks” and “istio or linkerd”. These come nearest:',
  );
});

const globex = caseStudyOf('Globex', 'Globex sells globes.', 'globex.md');

test('a comparison shows each side with its own source, and what speaks of both before them', () => {
  const answer: Answer = {
    id: 'answer-1',
    explanation,
    kind: 'comparison',
    sides: [citationOf(acme, 1), citationOf(globex)],
    isSure: true,
  };
  const sides = [
    { title: 'Acme on Kubernetes', heading: 'Results', sources: [{ url: 'https://example.com/acme/' }] },
    { title: 'Globex on Kubernetes', sources: [{ url: 'https://example.com/globex/' }] },
  ];
  expect(replyFor(answer, noAddress)).toMatchObject({
    kind: 'comparison',
    passages: sides,
  });
  expect(replyFor({ ...answer, lead: citationOf(note) }, noAddress)).toMatchObject({
    passages: [{ title: 'Restarting the shop', sources: [{ title: 'team notes/shop.md' }] }, ...sides],
  });
});

test('a comparison that may not be what was asked for says so, and a sure one says nothing', () => {
  const sides = [citationOf(acme), citationOf(globex)];
  const comparison = (isSure: boolean) =>
    replyFor({ id: 'answer-1', explanation, kind: 'comparison', sides, isSure }, noAddress);
  expect(comparison(false)).toMatchObject({ text: expect.stringMatching(/^I am not sure/) });
  expect(comparison(true)).not.toHaveProperty('text');
});

test('whoever sent a message that is too long is told how much of it was read', () => {
  const answer = createAnswerQuestion(
    { documents: [acme, note], vocabulary: NO_VOCABULARY },
    () => 'answer-1',
  );
  const noteTo = (text: string) => replyFor(answer({ text, thread: [] }), noAddress).note;
  const told = 'Your message is long: I read its first 10,000 characters.';
  expect(noteTo('results at Acme '.padEnd(12_000, 'please '))).toBe(told);
  expect(noteTo('who painted the ceiling of the chapel '.padEnd(12_000, 'please '))).toBe(told);
  expect(noteTo('?'.repeat(12_000))).toBe(told);
  expect(noteTo('results at Acme '.padEnd(10_001, 'please '))).toBe(told);
  expect(noteTo('results at Acme '.padEnd(10_000, 'please '))).toBeUndefined();
  expect(noteTo('hello')).toBeUndefined();
});

/** Citations of sections that nobody else cites. */
const several = (count: number): Citation[] =>
  Array.from({ length: count }, (_, number) =>
    citationOf(caseStudyOf(`Further${number}`, `Text ${number}.`, `further${number}.md`)),
  );

const found = (more: Partial<Extract<Answer, { kind: 'found' }>> = {}): Answer => ({
  id: 'answer-1',
  explanation,
  kind: 'found',
  best: citationOf(acme),
  related: [citationOf(globex)],
  further: [],
  ...more,
});

const labelsOf = (reply: Reply) => reply.buttons?.map(({ label }) => label);

test('an answer offers what it can: the whole section, more results, and why', () => {
  expect(labelsOf(replyFor(found(), noAddress))).toEqual(['Why this?']);
  expect(labelsOf(replyFor(found({ best: lineOf(acme, 'A line.') }), noAddress))).toEqual([
    'Whole section',
    'Why this?',
  ]);
  expect(labelsOf(replyFor(found({ further: several(1) }), noAddress))).toEqual([
    'More results',
    'Why this?',
  ]);
});

test('an answer can be rated; of a refusal one can be told later, and a greeting nothing', () => {
  expect(replyFor(found(), noAddress).rated).toBe('answer-1');
  const refusal = declined('no-match');
  expect(refusal.rated).toBeUndefined();
  expect(labelsOf(refusal)).toEqual(['Tell me when you know', 'Why this?']);
  // No document will ever answer it.
  expect(labelsOf(declined('opinion'))).toEqual(['Why this?']);
  const greeting = replyFor(
    { id: 'answer-1', explanation, kind: 'small-talk', topic: 'greeting' },
    noAddress,
  );
  expect(greeting.rated).toBeUndefined();
  expect(greeting.buttons).toBeUndefined();
});

test('every button of a section counts by the place that the section has among those shown', () => {
  const further = several(7);
  const answer = found({ further });
  const shown = sectionsShown(answer);
  const sectionAt = (button: unknown) => {
    const { place } = button as { place: number };
    return shown[place];
  };
  const reply = replyFor(answer, noAddress);
  if (reply.kind !== 'excerpt') throw new Error(reply.kind);
  expect(reply.related.map(({ button }) => sectionAt(button))).toEqual([globex.sections[0]]);
  const pages = [0, 1].map((page) => furtherReply(answer, page, noAddress));
  const listed = pages.flatMap((page) => (page.kind === 'choices' ? page.candidates : []));
  expect(listed.map(({ button }) => sectionAt(button))).toEqual(further.map(({ section }) => section));
});

test('more results are turned page by page, and end', () => {
  const answer = found({ further: several(7) });
  const page = (number: number) => furtherReply(answer, number, noAddress);
  expect(page(0)).toMatchObject({ kind: 'choices', text: 'More results, page 1 of 2:' });
  expect(page(0).buttons).toEqual([{ label: 'Next', button: { kind: 'more', answer: 'answer-1', page: 1 } }]);
  expect(page(1).buttons).toEqual([
    { label: 'Previous', button: { kind: 'more', answer: 'answer-1', page: 0 } },
  ]);
  expect(page(2)).toMatchObject({ kind: 'notice', text: 'There is nothing more.' });
  expect(page(9_999)).toMatchObject({ kind: 'notice' });
});

test('more results of a list are the companies that it left out', () => {
  const entries = several(13);
  const answer: Answer = {
    id: 'answer-1',
    explanation,
    kind: 'list',
    entries,
    common: ['istio'],
    isSure: true,
  };
  expect(labelsOf(replyFor(answer, noAddress))).toEqual(['More results', 'Why this?']);
  const reply = furtherReply(answer, 0, noAddress);
  expect(reply.kind === 'choices' && reply.candidates.map(({ title }) => title)).toEqual([
    'Further10 on Kubernetes',
    'Further11 on Kubernetes',
    'Further12 on Kubernetes',
  ]);
});

test('a section that is shown whole is not called shortened, and names its source', () => {
  const [, results] = acme.sections;
  if (results === undefined) throw new Error('no such section');
  expect(sectionReply(acme, results, noAddress)).toMatchObject({
    kind: 'excerpt',
    passage: { heading: 'Results', shortened: false, sources: [{ url: 'https://example.com/acme/' }] },
    related: [],
  });
});

test('an explanation is one line for each reason', () => {
  const reply = explanationReply({
    ...found(),
    explanation: { ...explanation, reasons: ['the question names Acme'] },
  });
  expect(reply).toMatchObject({ kind: 'notice', text: 'Why this?\n• because the question names Acme' });
});

test('where there is little room, a name leaves out what a title adds', () => {
  expect(shortNameOf({ title: 'Spotify: from Helios to Kubernetes', heading: 'Costs' })).toBe(
    'Spotify › Costs',
  );
  expect(shortNameOf({ title: 'Spotify: from Helios to Kubernetes' })).toBe(
    'Spotify: from Helios to Kubernetes',
  );
});
