import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { spanOf } from '../../src/feedback/days.js';
import { gapsCsv } from '../../src/feedback/gaps-csv.js';
import type { QuestionLog } from '../../src/feedback/question-log.js';
import { createReport, type Report } from '../../src/feedback/report.js';
import { reportPage } from '../../src/feedback/report-page.js';
import { reportText } from '../../src/feedback/report-text.js';
import { oneLine, shortened } from '../../src/feedback/report-words.js';
import type { StuckStep } from '../../src/feedback/stuck-step.js';
import { open } from './open-question.js';

const EMPTY: QuestionLog = {
  outcomes: async () => [],
  channels: async () => [],
  ratings: async () => [],
  topSections: async () => [],
  speeds: async () => [],
  openQuestions: async () => [],
  waitingCount: async () => 0,
};

const FULL: QuestionLog = {
  outcomes: async () => [
    { day: '2026-11-18', platform: 'slack', kind: 'found', count: 5 },
    { day: '2026-11-18', platform: 'slack', kind: 'list', count: 1 },
    { day: '2026-11-18', platform: 'slack', kind: 'read', count: 7 },
    { day: '2026-11-20', platform: 'discord', kind: 'comparison', count: 1 },
    { day: '2026-11-20', platform: 'discord', kind: 'unsure', count: 2 },
    { day: '2026-11-20', platform: 'slack', kind: 'declined', reason: 'opinion', count: 1 },
    { day: '2026-11-20', platform: 'slack', kind: 'declined', reason: 'no-match', count: 2 },
  ],
  channels: async () => [{ platform: 'slack', channel: 'C1', questions: 6, unsure: 1, declined: 2 }],
  ratings: async () => [{ day: '2026-11-20', helpful: 3, notHelpful: 1 }],
  topSections: async () => [
    { section: 'pods.md#phases', count: 5 },
    { section: 'gone.md#intro', count: 1 },
  ],
  speeds: async () => [
    { millis: 1, count: 60 },
    { millis: 3.5, count: 36 },
    { millis: 90, count: 4 },
  ],
  openQuestions: async () => [open('what is a zorblax', { count: 3, declined: 3, waiting: 2 })],
  waitingCount: async () => 2,
};

const titleOf = (section: string) => (section === 'pods.md#phases' ? 'Pods › Phases' : section);
const span = spanOf('2026-11-15', '2026-11-21');
const reportOf = (log: QuestionLog, stuck: readonly StuckStep[] = []) =>
  createReport({ log, span, titleOf, stuck });

const STUCK: StuckStep = {
  ...{ track: 'First week', step: 'Run a Pod', came: 1_200, stuck: 6, answeredWrongly: 4, skipped: 3 },
  sections: ['pods.md#phases', 'gone.md#intro', 'a.md#b', 'a.md#c', 'a.md#d'],
};

test('a report adds up what the log counted', async () => {
  const report = await reportOf(FULL);
  expect(report).toMatchObject({
    firstDay: '2026-11-15',
    lastDay: '2026-11-21',
    totals: {
      ...{ questions: 12, answered: 7, unsure: 2, declined: 3, opened: 7 },
      reasons: [
        { reason: 'no-match', count: 2 },
        { reason: 'opinion', count: 1 },
      ],
      ratings: { helpful: 3, notHelpful: 1, share: 0.75 },
    },
    platforms: [
      { platform: 'slack', questions: 9, answered: 6, unsure: 0, declined: 3 },
      { platform: 'discord', questions: 3, answered: 1, unsure: 2, declined: 0 },
    ],
    speed: { median: 1, p95: 3.5, slowest: 90 },
    sections: [
      { section: 'pods.md#phases', title: 'Pods › Phases', count: 5 },
      { section: 'gone.md#intro', title: 'gone.md#intro', count: 1 },
    ],
    gaps: [{ count: 3, waiting: 2 }],
    waiting: 2,
  });
  expect(report.days.map(({ day, questions }) => [day, questions])).toEqual([
    ['2026-11-18', 6],
    ['2026-11-19', 0],
    ['2026-11-20', 6],
    ['2026-11-21', 0],
  ]);
});

test('an empty log makes a report too, in every form', async () => {
  const report = await reportOf(EMPTY);
  expect(report.totals).toMatchObject({ questions: 0, ratings: { helpful: 0, notHelpful: 0 } });
  expect(report.speed).toBeUndefined();
  expect(reportText(report, titleOf)).toMatch(/questions {2}0\n/);
  expect(await reportPage(report, titleOf)).toContain('Nothing yet.');
  expect(gapsCsv(report.gaps)).toBe(
    'question,asked,declined,unsure,not_helpful,waiting,first_asked,last_asked,nearest_section,other_wordings,comments\r\n',
  );
});

test('the text shows the figures under each other, and the gaps', async () => {
  const text = reportText(await reportOf(FULL), titleOf);
  expect(text).toContain('What was asked from 2026-11-15 to 2026-11-21 (days in UTC)');
  expect(text).toMatch(/answered {4}7 {2}58 %/);
  expect(text).toContain('helpful  75 % of 4');
  expect(text).toContain('median 1 ms, 95 of 100 within 3.5 ms, slowest 90 ms');
  expect(text).toContain('    5  Pods › Phases');
  expect(text).toMatch(/ 3 .* 2 {2}2026-11-20 {2}what is a zorblax\n/);
});

test('where newcomers get stuck stands below the gaps, with what to look at, and nowhere when nobody does', async () => {
  const report = await reportOf(FULL, [STUCK]);
  expect(report.stuck).toEqual([STUCK]);
  expect(reportText(report, titleOf)).toContain(`Where newcomers get stuck
stuck  wrongly  skipped   came  step, and what to look at
    6        4        3  1,200  First week › Run a Pod
                                  Pods › Phases
                                  gone.md#intro
                                  a.md#b
                                  and 2 more

Days are in UTC.`);
  const page = await reportPage(report, titleOf);
  const [, part = ''] = page.split('<h2>Where newcomers get stuck</h2>');
  expect(part).toContain(
    '<bdi>Run a Pod</bdi></td><td dir="auto"><bdi>First week</bdi></td><td class="figure">6</td>',
  );
  for (const section of ['Pods › Phases', 'gone.md#intro', 'a.md#b', 'a.md#c', 'a.md#d'])
    expect(part).toContain(`<bdi>${section}</bdi>`);

  const without = await reportOf(FULL);
  expect(without.stuck).toEqual([]);
  for (const drawn of [reportText(without, titleOf), await reportPage(without, titleOf)])
    expect(drawn).not.toMatch(/stuck/i);
});

test('of many steps the first fifteen are told', async () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ ...STUCK, step: `Step ${i}` }));
  const { stuck } = await reportOf(FULL, many);
  expect(stuck.map(({ step }) => step)).toEqual(Array.from({ length: 15 }, (_, i) => `Step ${i}`));
});

test('a step without sections to look at is told by its numbers', async () => {
  const report = await reportOf(FULL, [{ ...STUCK, sections: [] }]);
  expect(reportText(report, titleOf)).toMatch(/First week › Run a Pod\n\n/);
  expect(await reportPage(report, titleOf)).toContain('<td dir="auto">–</td>');
});

test('where words were not kept, the nearest section stands for them, and it is said why', async () => {
  const { asked: _, ...silent } = open('', { nearest: 'pods.md#phases' });
  const { asked: __, ...nowhere } = open('');
  const report = await reportOf({ ...FULL, openQuestions: async () => [silent, nowhere] });
  for (const drawn of [reportText(report, titleOf), await reportPage(report, titleOf)]) {
    expect(drawn).toContain('near: Pods › Phases');
    expect(drawn).toContain('(no words kept, and no section near)');
    expect(drawn).toContain('STORE_QUESTIONS=off');
  }
});

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '</style></svg></title><img src=x onerror=alert(1)>',
  '"quotes" \'and\' `ticks`, commas; &amp; <b>bold</b>',
  'two\nlines\r\nand \0 a NUL',
  '\u202eright to left\u202c مرحبا',
  '👩‍👩‍👧‍👦'.repeat(80),
  'half a character \ud800',
  '=HYPERLINK("http://evil.example")',
];

async function hostileReport(): Promise<Report> {
  const questions = HOSTILE.map((text, i) =>
    open(`terms${i}`, { asked: { text, thread: [] }, comments: [text], count: HOSTILE.length - i }),
  );
  return createReport({
    log: {
      ...FULL,
      openQuestions: async () => questions,
      channels: async () => [
        { platform: 'slack', channel: '<script>C1', questions: 1, unsure: 0, declined: 0 },
      ],
    },
    span,
    titleOf: () => HOSTILE[1] ?? '',
    stuck: HOSTILE.map((text) => ({ ...STUCK, track: text, step: text })),
  });
}

test('the page is whole, runs nothing, fetches nothing, and shows hostile texts as texts', async () => {
  const page = await reportPage(await hostileReport(), () => HOSTILE[0] ?? '');
  expect(page).toMatch(/^<!doctype html><html lang="en">.*<\/html>\n$/s);
  expect(page).not.toMatch(/<script|<img|<b>|<link|<iframe|javascript:/i);
  expect(page.replace(/>[^<]*</g, '><')).not.toMatch(/\s(?:src|href|on\w+)=/i);
  // Four charts, each for a desk and for a phone.
  expect(page.match(/<\/svg>/g)).toHaveLength(8);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page).toContain('content="default-src &#x27;none&#x27;; style-src');
  expect(page).not.toMatch(/[\0\u202a-\u202e]/);
  expect(page).toContain('مرحبا');
  expect(page).not.toMatch(/\p{Cs}/u);
});

test('every chart says what it shows, and has its numbers in a table', async () => {
  const page = await reportPage(await reportOf(FULL), titleOf);
  expect(page.match(/<svg[^>]* role="img"><title>[^<]+<\/title><desc>[^<]+<\/desc>/g)).toHaveLength(8);
  expect(page.match(/<figure /g)).toHaveLength(8);
  for (const part of page.split('<figure class="narrow" ').slice(1)) expect(part).toContain('<table>');
});

test('however long what people wrote is, it is read in some lines, and the page is light', async () => {
  const long = (name: string) =>
    Array.from({ length: 9_000 }, (_, i) => `${name}${(i * 7_919) % 9_973}`).join(' ');
  const questions = Array.from({ length: 50 }, (_, gap) => {
    const terms = Array.from({ length: 9 }, (_, i) => `term${gap}x${i}`).join(' ');
    return Array.from({ length: 20 }, (_, i) =>
      open(terms, {
        asked: { text: long(`q${gap}w${i}`), thread: [] },
        comments: [long(`c${gap}w${i}`)],
        count: 20 - i,
      }),
    );
  }).flat();
  const page = await reportPage(await reportOf({ ...FULL, openQuestions: async () => questions }), () =>
    long('title'),
  );
  for (const [, text = ''] of page.matchAll(/>([^<]*)</g)) {
    if (!text.startsWith(':root') && !text.startsWith('\n:root')) expect(text.length).toBeLessThan(500);
  }
  expect(page).toContain('…');
  expect(page).toContain('and 29 others');
  expect(page.length).toBeLessThan(250_000);
  expect(gzipSync(page).length).toBeLessThan(100_000);
});

test('the page follows the reader’s light or dark', async () => {
  const page = await reportPage(await reportOf(FULL), titleOf);
  expect(page).toContain('prefers-color-scheme: dark');
  // Charts take their colours from the page: none is fixed for one of the two.
  expect(page).toContain('fill="var(--answered)"');
  const fixed = [...page.matchAll(/<(?:path|text|line)[^>]* (?:fill|stroke)="(#\w+|black|white)"/g)];
  expect(fixed.map(([, color]) => color)).toEqual([]);
});

test('in the spreadsheet no text is a formula, and quotes, commas and line ends stay inside their cell', async () => {
  const lines = gapsCsv((await hostileReport()).gaps).split('\r\n');
  expect(lines).toHaveLength(HOSTILE.length + 2);
  const csv = lines.join('\r\n');
  expect(csv).toContain(`"""quotes"" 'and'`);
  expect(csv).toContain('two lines and a NUL,');
  expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  for (const begin of ['=', '+', '-', '@', '\t=', ' =', '\n@', '＝']) {
    const [, row = ''] = gapsCsv([gapOf(`${begin}1+1`)]).split('\r\n');
    expect(row).toMatch(/^'[=+\-@＝]1\+1,/);
  }
});

function gapOf(text: string) {
  return { ...open('x', { asked: { text, thread: [] } }), otherWordings: [] };
}

test('the text of a terminal keeps each gap on its line', async () => {
  const text = reportText(await hostileReport(), () => 'Pods');
  expect(text).toContain('two lines and a NUL\n');
  expect(text).not.toMatch(/[\0\u202e]/);
});

test('shortening tears no sign apart', () => {
  const families = '👩‍👩‍👧‍👦'.repeat(80);
  expect(shortened(families, 10)).toBe(`${'👩‍👩‍👧‍👦'.repeat(4)}…`);
  expect(shortened('short', 10)).toBe('short');
  expect(shortened('exactly 10', 10)).toBe('exactly 10');
  expect(shortened('one more 11', 10)).toBe('one more…');
  expect(oneLine(' a \u2067b\u2069\n\tc ')).toBe('a b c');
});
