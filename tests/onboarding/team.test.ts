import { expect, test } from 'vitest';
import { teamReply } from '../../src/chat/team-reply.js';
import { markdownOf } from '../../src/knowledge/markdown.js';
import { parseTrack } from '../../src/onboarding/parse-track.js';
import { begin, beginAgain, leaveStep, type Progress } from '../../src/onboarding/progress.js';
import { teamFigures } from '../../src/onboarding/team.js';
import type { Track } from '../../src/onboarding/track.js';

function trackNamed(title: string, steps: readonly string[]): Track {
  const text = steps
    .map(
      (step) =>
        `## ${step}\n\nA text.\n\n### Quiz\n\nWhich?\n\n- [x] This. [Pods](../concepts/pods.md)\n- [ ] That. [Pods](../concepts/pods.md)\n`,
    )
    .join('\n');
  const matter = `title: ${title}\nsummary: One can.\naudience: newcomers\nduration: an hour`;
  return parseTrack(
    `${title.toLowerCase().replaceAll(' ', '-')}.md`,
    `---\n${matter}\n---\n\n# ${title}\n\n${text}`,
  ) as Track;
}

const week = trackNamed('First week', ['Look', 'Run', 'Leave']);
const other = trackNamed('Another', ['One']);
const DAY = 24 * 60 * 60 * 1_000;
const START = new Date('2026-11-01T08:00:00Z');
const after = (days: number) => new Date(START.getTime() + days * DAY);

/** Somebody who leaves so many steps, a day each. */
function walked(days: number, as: 'done' | 'skipped' = 'done', more: Partial<Progress> = {}): Progress {
  let progress = begin(week, START);
  for (let day = 1; day <= days; day++) progress = leaveStep(week, progress, as, after(day));
  return { ...progress, ...more };
}

test('counts who began, where they are, who finished and in how many days', () => {
  const slow = { ...walked(3), movedAt: after(9) };
  const everyone = [
    walked(0),
    walked(1),
    walked(1),
    walked(1, 'done', { state: 'stopped' }),
    walked(3),
    slow,
  ];
  const [figures, untouched] = teamFigures([week, other], everyone);
  expect(figures).toMatchObject({ started: 6, walking: 3, stopped: 1, finished: 2, medianDays: 6, hard: [] });
  expect(figures?.places.map(({ step, people }) => [step.title, people])).toEqual([
    ['Look', 1],
    ['Run', 3],
  ]);
  expect(untouched).toMatchObject({ started: 0, finished: 0, places: [], hard: [] });
  expect(untouched).not.toHaveProperty('medianDays');
});

test('names the steps that people answer wrongly or skip, the hardest first', () => {
  const missed = (...steps: string[]): Partial<Progress> => ({
    missed: Object.fromEntries(steps.map((step) => [`${step} 0`, 2])),
  });
  const everyone = [
    walked(2, 'done', missed('look')),
    walked(2, 'done', missed('run', 'look')),
    walked(1, 'skipped'),
  ];
  const [figures] = teamFigures([week], everyone);
  expect(figures?.hard).toMatchObject([
    { step: { title: 'Look' }, missedBy: 2, skippedBy: 1 },
    { step: { title: 'Run' }, missedBy: 1, skippedBy: 0 },
  ]);
});

test('a hard step tells of how many came there, and which sections are weak', () => {
  const [figures] = teamFigures([week], [walked(2, 'skipped'), walked(1), walked(0)]);
  expect(figures?.hard).toMatchObject([
    { track: { title: 'First week' }, step: { title: 'Run' }, came: 2, stuck: 1, skippedBy: 1 },
    { step: { title: 'Look' }, came: 3, stuck: 1, skippedBy: 1 },
  ]);
});

test('walking a track once more takes nothing back', () => {
  const missed: Partial<Progress> = { missed: { 'look 0': 1 } };
  const again = beginAgain(week, walked(3, 'done', missed), new Date());
  const [figures] = teamFigures([week], [again, walked(1)]);
  expect(figures).toMatchObject({ started: 2, walking: 1, finished: 1, medianDays: 3 });
  expect(figures?.places).toMatchObject([{ step: { title: 'Run' }, people: 1 }]);
  expect(figures?.hard).toMatchObject([{ step: { title: 'Look' }, missedBy: 1 }]);
});

test('what somebody walked that is no track any more is counted nowhere', () => {
  expect(teamFigures([other], [walked(1)])).toMatchObject([{ started: 0 }]);
});

test('is told in words, without names', () => {
  const missed: Partial<Progress> = { missed: { 'look 0': 1 } };
  const reply = teamReply(teamFigures([week, other], [walked(1, 'done', missed), walked(3)]), []);
  expect(reply).toMatchObject({ passage: { title: 'How far people are, without names' } });
  expect(reply.kind === 'excerpt' && markdownOf(reply.passage.blocks).split('\n')).toEqual([
    '**First week**',
    '',
    '- 2 began: 1 on the way, 0 stopped, 1 finished (half of them within 3 days).',
    '- Where they are: Run 1.',
    '- Hard: Look (1 answered wrongly).',
    '',
    'Nobody has begun the other track yet.',
  ]);
  expect(teamReply(teamFigures([week], []), [])).toMatchObject({
    text: expect.stringContaining('Nobody has begun'),
  });
  expect(teamReply([], [])).toMatchObject({ text: 'There are no tracks.' });
});
