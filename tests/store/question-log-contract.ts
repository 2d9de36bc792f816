import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnswerId } from '../../src/answers/answer.js';
import type { AnsweredQuestion } from '../../src/chat/memory.js';
import type { Span } from '../../src/feedback/question-log.js';
import { hardSteps } from '../../src/onboarding/hard-steps.js';
import { type OpenQuestionLog, openQuestionLog } from '../../src/store/open-question-log.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { smallTrack } from '../onboarding/small-track.js';
import { walkHistory } from '../onboarding/walked-history.js';
import type { TestDatabase } from './memory-contract.js';

/** An empty database, and what it is opened with. */
type LogDatabase = Pick<TestDatabase, 'url' | 'options'>;

/** The two days that most tests ask about. */
const SPAN: Span = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') };

/** What every question log keeps to, whatever its database is. */
export function testQuestionLog(createDatabase: () => Promise<LogDatabase>): void {
  let database: LogDatabase;
  let store: Store;
  let opened: OpenQuestionLog;
  beforeEach(async () => {
    database = await createDatabase();
    store = await openStore(database.url, { ...database.options, now: () => at('21T23:00') });
    opened = await openQuestionLog(database.url);
  });
  afterEach(async () => {
    await opened.close();
    await store.close();
  });

  const ask = async (parts: Partial<AnsweredQuestion>) => {
    const asked = question(parts);
    await store.answers.add(asked);
    return asked.id;
  };
  const rate = (answer: AnswerId, rater: string, isHelpful: boolean) =>
    store.ratings.rate({ answer, platform: 'slack', rater, isHelpful });

  test('an empty log has nothing in it', async () => {
    const { log } = opened;
    expect(await log.outcomes(SPAN)).toEqual([]);
    expect(await log.channels(SPAN, 5)).toEqual([]);
    expect(await log.ratings(SPAN)).toEqual([]);
    expect(await log.topSections(SPAN, 5)).toEqual([]);
    expect(await log.speeds(SPAN)).toEqual([]);
    expect(await log.openQuestions(SPAN, 5)).toEqual([]);
    expect(await log.waitingCount()).toBe(0);
    expect(await opened.walked(SPAN)).toEqual([]);
  });

  test('what became of questions is counted by day, platform, kind and reason', async () => {
    await ask({ askedAt: at('20T10:00') });
    await ask({ askedAt: at('20T11:00') });
    await ask({ askedAt: at('20T11:00'), platform: 'discord', kind: 'unsure' });
    await ask({ askedAt: at('21T10:00'), kind: 'declined', reason: 'off-topic' });
    const outcomes = await opened.log.outcomes(SPAN);
    expect(outcomes).toHaveLength(3);
    expect(outcomes).toEqual(
      expect.arrayContaining([
        { day: '2026-11-20', platform: 'slack', kind: 'found', count: 2 },
        { day: '2026-11-20', platform: 'discord', kind: 'unsure', count: 1 },
        { day: '2026-11-21', platform: 'slack', kind: 'declined', reason: 'off-topic', count: 1 },
      ]),
    );
  });

  test('what is open can be asked for one server alone, without direct messages', async () => {
    for (const channel of ['G1 C1', 'G1 C2', 'G10 C1', undefined])
      await ask({ askedAt: at('20T10:00'), kind: 'unsure', terms: 'pod', ...(channel && { channel }) });
    await ask({ askedAt: at('20T10:00'), kind: 'unsure', terms: 'node', channel: 'G2 C1' });
    const open = async (server?: string) =>
      (await opened.log.openQuestions({ ...SPAN, ...(server && { server }) }, 5)).map(({ terms, count }) => [
        terms,
        count,
      ]);
    expect(await open()).toEqual([
      ['pod', 4],
      ['node', 1],
    ]);
    expect(await open('G1')).toEqual([['pod', 2]]);
    expect(await open('G2')).toEqual([['node', 1]]);
    expect(await open(`G' or '1' = '1`)).toEqual([]);
  });

  test('a span begins with its first moment and ends before its last', async () => {
    for (const time of ['19T23:59:59.999', '20T00:00:00.000', '21T23:59:59.999', '22T00:00:00.000'])
      await ask({ askedAt: new Date(`2026-11-${time}Z`), kind: 'unsure', terms: 'pod' });
    const outcomes = await opened.log.outcomes(SPAN);
    expect(outcomes.map(({ day, count }) => [day, count])).toEqual([
      ['2026-11-20', 1],
      ['2026-11-21', 1],
    ]);
    expect(await opened.log.openQuestions(SPAN, 5)).toMatchObject([{ count: 2 }]);
    expect(await opened.log.speeds(SPAN)).toMatchObject([{ count: 2 }]);
  });

  test('the busiest channels come first, without direct messages and sections that were opened', async () => {
    for (const kind of ['found', 'unsure', 'declined'] as const) await ask({ channel: 'C2', kind });
    await ask({ channel: 'C1' });
    await ask({ channel: 'C1', kind: 'read' });
    await ask({ kind: 'declined' });
    const busiest = { platform: 'slack', channel: 'C2', questions: 3, unsure: 1, declined: 1 };
    const next = { platform: 'slack', channel: 'C1', questions: 1, unsure: 0, declined: 0 };
    expect(await opened.log.channels(SPAN, 5)).toEqual([busiest, next]);
    expect(await opened.log.channels(SPAN, 1)).toEqual([busiest]);
  });

  test('ratings are counted by the day they were given', async () => {
    const id = await ask({});
    await rate(id, 'U1', true);
    await rate(id, 'U2', true);
    await rate(id, 'U3', false);
    expect(await opened.log.ratings(SPAN)).toEqual([{ day: '2026-11-21', helpful: 2, notHelpful: 1 }]);
  });

  test('sections are counted that answers began with; what was declined showed none', async () => {
    await ask({ nearest: 'a.md#rare', sections: ['a.md#rare', 'a.md#frequent'] });
    await ask({ nearest: 'a.md#frequent', sections: ['a.md#frequent'] });
    await ask({ nearest: 'a.md#frequent', sections: ['a.md#frequent'], kind: 'read' });
    await ask({ nearest: 'a.md#near', kind: 'declined', reason: 'no-match' });
    await ask({ nearest: 'a.md#near', kind: 'unsure' });
    expect(await opened.log.topSections(SPAN, 5)).toEqual([
      { section: 'a.md#frequent', count: 2 },
      { section: 'a.md#rare', count: 1 },
    ]);
    expect(await opened.log.topSections(SPAN, 1)).toHaveLength(1);
  });

  test('answers are counted by how long they took, to the tenth of a millisecond below', async () => {
    for (const millis of [1.04, 1.09, 12.3]) await ask({ millis });
    expect(await opened.log.speeds(SPAN)).toEqual([
      { millis: 1, count: 2 },
      { millis: 12.3, count: 1 },
    ]);
  });

  test('open are questions that were unsure, declined for now, or mostly not helpful; with the same terms they are one', async () => {
    const terms = 'helm release';
    await ask({ terms, kind: 'unsure', askedAt: at('20T10:00'), nearest: 'a.md#old', text: 'helm release' });
    await ask({
      ...{ terms, kind: 'declined', reason: 'no-match', askedAt: at('21T10:00'), nearest: 'a.md#new' },
      ...{ text: 'a Helm release?', thread: ['and Helm?'] },
    });
    const unhelpful = await ask({ terms, askedAt: at('20T12:00') });
    await rate(unhelpful, 'U1', false);
    await rate(unhelpful, 'U2', false);
    await rate(unhelpful, 'U3', true);
    const open = await opened.log.openQuestions(SPAN, 5);
    expect(open).toEqual([
      {
        terms,
        asked: { text: 'a Helm release?', thread: ['and Helm?'] },
        count: 3,
        declined: 1,
        unsure: 1,
        notHelpful: 1,
        firstAsked: at('20T10:00'),
        lastAsked: at('21T10:00'),
        lastAnswer: expect.stringMatching(/^answer-/),
        nearest: 'a.md#new',
        waiting: 0,
        comments: [],
      },
    ]);
  });

  test('not open are final reasons, answers that helped as many as not, and sections that were opened', async () => {
    for (const reason of ['no-question', 'language', 'opinion', 'private'] as const)
      await ask({ kind: 'declined', reason, terms: reason });
    const halfHelpful = await ask({ terms: 'half' });
    await rate(halfHelpful, 'U1', true);
    await rate(halfHelpful, 'U2', false);
    const opening = await ask({ kind: 'read', terms: 'opened' });
    await rate(opening, 'U1', false);
    expect(await opened.log.openQuestions(SPAN, 5)).toEqual([]);
  });

  test('what was asked most comes first, and of the same, what was asked last', async () => {
    for (const [terms, times] of Object.entries({
      once: ['20T10:00'],
      twice: ['20T10:00', '20T11:00'],
      lately: ['21T10:00'],
    }))
      for (const time of times) await ask({ terms, kind: 'unsure', askedAt: at(time) });
    const open = await opened.log.openQuestions(SPAN, 5);
    expect(open.map(({ terms }) => terms)).toEqual(['twice', 'lately', 'once']);
    expect(await opened.log.openQuestions(SPAN, 1)).toHaveLength(1);
  });

  test('who waits is counted, and comments are told, the latest first', async () => {
    const first = await ask({ kind: 'unsure', terms: 'helm' });
    const second = await ask({ kind: 'declined', reason: 'off-topic', terms: 'helm' });
    const waiting = { platform: 'slack', text: 'helm', thread: [], askedAt: at('21T10:00') };
    await store.waiting.add({ ...waiting, answer: first, person: 'U1' });
    await store.waiting.add({ ...waiting, answer: first, person: 'U2' });
    await store.waiting.add({ ...waiting, answer: second, person: 'U1' });
    await rate(first, 'U1', false);
    await store.ratings.comment({ answer: first, platform: 'slack', rater: 'U1' }, 'too "old"');
    const open = await opened.log.openQuestions(SPAN, 5);
    expect(open).toMatchObject([{ terms: 'helm', count: 2, waiting: 3, comments: ['too "old"'] }]);
    expect(await opened.log.waitingCount()).toBe(3);
  });

  test('where words are not kept, questions are one that have the same nearest section', async () => {
    const silent = await openStore(database.url, {
      ...database.options,
      keepsWords: false,
      now: () => at('21T23:00'),
    });
    for (const nearest of ['a.md#helm', 'a.md#helm', 'a.md#mesh'] as const)
      await silent.answers.add(question({ kind: 'unsure', terms: 'helm', nearest }));
    await silent.answers.add(question({ kind: 'declined', reason: 'no-match', terms: 'x' }));
    await silent.close();
    const open = await opened.log.openQuestions(SPAN, 5);
    expect(open.map(({ terms, asked, nearest, count }) => [terms, asked, nearest, count])).toEqual(
      expect.arrayContaining([
        ['', undefined, 'a.md#helm', 2],
        ['', undefined, 'a.md#mesh', 1],
        ['', undefined, undefined, 1],
      ]),
    );
  });

  test('who did something in a track last in a span is counted, step by step, and none before it or after it', async () => {
    await walkHistory(store.progress);
    const walked = await opened.walked(SPAN);
    expect(walked).toHaveLength(5);
    expect(walked).toContainEqual({
      track: 'first-steps',
      step: 'look-around',
      done: [],
      skipped: ['meet-the-pod'],
      missed: { 'meet-the-pod 0': 1 },
      passed: [],
      state: 'stopped',
      startedAt: at('20T11:00'),
      movedAt: at('20T11:00'),
    });
    const counts = hardSteps([smallTrack()], walked).map(({ step, track: _, ...each }) => [step.title, each]);
    expect(counts).toEqual([
      [
        'Meet the Pod',
        {
          ...{ came: 5, stuck: 3, missedBy: 3, skippedBy: 1 },
          weak: ['concepts/pods.md#phases-of-a-pod', 'concepts/pods.md#intro'],
        },
      ],
      [
        'Meet the Deployment',
        {
          ...{ came: 2, stuck: 2, missedBy: 1, skippedBy: 1 },
          weak: ['concepts/deployments.md#scaling', 'concepts/deployments.md#intro'],
        },
      ],
    ]);
    const always = { from: new Date('2026-11-01'), to: new Date('2026-12-01') };
    expect(hardSteps([smallTrack()], await opened.walked(always))[0]).toMatchObject({ came: 7, stuck: 5 });
  });

  test('it cannot write', async () => {
    await expect(
      opened.database.insertInto('seen_events').values({ name: 'one', seen_at: '' }).execute(),
    ).rejects.toThrow(/read-?\s?only|readonly/i);
  });
}

let count = 0;

function question(parts: Partial<AnsweredQuestion>): AnsweredQuestion {
  return {
    id: `answer-${++count}`,
    platform: 'slack',
    text: 'what is a pod?',
    thread: [],
    terms: 'pod',
    kind: 'found',
    sections: [],
    score: 0.5,
    millis: 1,
    askedAt: at('21T12:00'),
    ...parts,
  };
}

/** A moment of November, `21T12:00`. */
function at(time: string): Date {
  return new Date(`2026-11-${time}Z`);
}
