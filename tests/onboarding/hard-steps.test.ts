import { expect, test } from 'vitest';
import { hardSteps } from '../../src/onboarding/hard-steps.js';
import { begin, goBack, leaveStep, type Progress } from '../../src/onboarding/progress.js';
import { smallTrack, trackFrom, trackOf, without } from './small-track.js';

const track = smallTrack();
const NOW = new Date('2026-11-20T08:00:00Z');

/** Somebody at the beginning, with what they did. */
const walker = (parts: Partial<Progress> = {}): Progress => ({ ...begin(track, NOW), ...parts });

/** How many came to each step, by what one of them did. */
function stepsCameTo(progress: Progress): readonly string[] {
  // Somebody else is stuck everywhere, so that every step is told.
  const everywhere = walker({ skipped: track.steps.map(({ id }) => id) });
  return hardSteps([track], [progress, everywhere])
    .filter(({ came }) => came === 2)
    .map(({ step }) => step.title)
    .sort();
}

test('came to a step who did it, skipped it, answered a question of it or is at it', () => {
  expect(stepsCameTo(walker())).toEqual(['Meet the Pod']);
  expect(stepsCameTo(leaveStep(track, walker(), 'done', NOW))).toEqual(['Look around', 'Meet the Pod']);
  expect(stepsCameTo(leaveStep(track, walker(), 'skipped', NOW))).toEqual(['Look around', 'Meet the Pod']);
  expect(stepsCameTo(walker({ passed: ['meet-the-service 0'] }))).toContain('Meet the Service');
  expect(stepsCameTo(walker({ missed: { 'meet-the-service 0': 1 } }))).toContain('Meet the Service');
  const back = goBack(track, walker({ step: 'look-around', done: ['meet-the-pod'], state: 'stopped' }), NOW);
  expect(stepsCameTo(back)).toEqual(['Meet the Pod']);
});

test('who finished came to no step that was written since', () => {
  const shorter = without(track, 'Meet the Service');
  let progress = walker();
  for (const _ of shorter.steps) progress = leaveStep(shorter, progress, 'done', NOW);
  expect(progress.state).toBe('finished');
  expect(stepsCameTo(progress)).toEqual(['Look around', 'Meet the Deployment', 'Meet the Pod']);
  expect(stepsCameTo({ ...progress, step: 'gone' })).not.toContain('Meet the Service');
});

test('who answered wrongly and skipped is one who is stuck, however often they erred', () => {
  const both = walker({ missed: { 'meet-the-pod 0': 7 }, skipped: ['meet-the-pod'] });
  expect(hardSteps([track], [both, walker()])).toMatchObject([
    { came: 2, stuck: 1, missedBy: 1, skippedBy: 1 },
  ]);
});

test('where most people are stuck comes first; of the same, where most of those are who came; of all tracks together', () => {
  const other = { ...trackOf({ One: 1, Two: 1 }), id: 'other' };
  const stuckAt = (id: string, step: string): Progress => walker({ track: id, step, skipped: [step] });
  const everyone = [
    ...[stuckAt('first-steps', 'look-around'), walker({ step: 'look-around' })],
    ...[stuckAt('other', 'two'), stuckAt('other', 'two'), stuckAt('other', 'one')],
  ];
  expect(
    hardSteps([track, other], everyone).map(({ step, came, stuck }) => [step.title, came, stuck]),
  ).toEqual([
    ['Two', 2, 2],
    ['One', 1, 1],
    ['Look around', 2, 1],
  ]);
});

test('weak are the sections that explain what is right of the questions missed, and what who skipped did not read', () => {
  const weakOf = (...people: readonly Partial<Progress>[]) => hardSteps([track], people.map(walker))[0]?.weak;
  const [pod, deployment] = ['meet-the-pod', 'meet-the-deployment'];
  expect(weakOf({ missed: { 'meet-the-deployment 1': 1 } })).toEqual(['concepts/deployments.md#scaling']);
  expect(weakOf({ missed: { 'meet-the-pod 0': 1 } })).toEqual(['concepts/pods.md#phases-of-a-pod']);
  expect(weakOf({ skipped: [pod] })).toEqual(['concepts/pods.md#intro', 'concepts/pods.md#phases-of-a-pod']);
  // What most people had trouble with comes first.
  expect(weakOf({ skipped: [deployment] }, { missed: { 'meet-the-deployment 1': 1 } })).toEqual([
    'concepts/deployments.md#scaling',
    'concepts/deployments.md#intro',
  ]);
  expect(
    weakOf({ skipped: [deployment] }, { skipped: [deployment] }, { missed: { 'meet-the-deployment 1': 3 } }),
  ).toEqual(['concepts/deployments.md#intro', 'concepts/deployments.md#scaling']);
  // Two right choices of one question are explained by one section: one person counts once.
  expect(weakOf({ missed: { 'meet-the-service 0': 1 } })).toEqual(['concepts/services.md#types-of-services']);
  expect(weakOf({ skipped: ['look-around'] })).toEqual([]);
});

test('a question that was taken out of a step since counts no more', () => {
  const shorter = trackFrom(
    '---\ntitle: T\nsummary: S.\naudience: all\nduration: short\n---\n## One\n\nText.',
  );
  const progress = { ...begin(shorter, NOW), missed: { 'one 0': 2 } };
  expect(hardSteps([shorter], [progress])).toEqual([]);
});
