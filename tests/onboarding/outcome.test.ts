import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, outcomeOf, type View } from '../../src/onboarding/outcome.js';
import type { Progress } from '../../src/onboarding/progress.js';
import type { Track } from '../../src/onboarding/track.js';
import { smallTrack, trackOf, without } from './small-track.js';

const MINUTE = 60_000;

/** Somebody on their way, who does one thing a minute. */
function walker(track: Track) {
  let [progress, clock, here] = [undefined as Progress | undefined, 0, track];
  const act = (action: object, millis = MINUTE): View => {
    clock += millis;
    const outcome = outcomeOf(here, progress, { track: here.id, ...action } as Action, new Date(clock));
    progress = outcome.after ?? progress;
    return outcome.view;
  };
  return {
    act,
    answer: (step: string, place: number, chosen: readonly number[], missed = 0) =>
      act({ kind: 'answer', step, place, chosen, missed }),
    edit: (edited: Track) => {
      here = edited;
    },
    get progress() {
      return progress as Progress;
    },
  };
}

const stepOf = (view: View) => ('step' in view ? view.step.id : view.kind);
const SMALL = smallTrack();

describe('somebody on their way', () => {
  test('comes from the first step to the summary by right answers', () => {
    const ada = walker(SMALL);
    expect(ada.act({ kind: 'start' })).toMatchObject({ kind: 'step', number: 1 });
    expect(ada.answer('meet-the-pod', 0, [0])).toMatchObject({ kind: 'step', number: 2, remark: 'right' });
    expect(ada.act({ kind: 'next', step: 'look-around' })).toMatchObject({ kind: 'step', number: 3 });
    expect(ada.answer('meet-the-deployment', 0, [0])).toMatchObject({
      kind: 'quiz',
      place: 1,
      remark: 'right',
    });
    expect(ada.answer('meet-the-deployment', 1, [1])).toMatchObject({ kind: 'step', number: 4 });
    expect(ada.answer('meet-the-service', 0, [2, 0])).toMatchObject({ kind: 'summary', weak: [] });
    expect(ada.progress.state).toBe('finished');
  });

  test('sees what a wrong choice is about, and a right one that they left out; the summary names what was missed', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    expect(ada.answer('meet-the-pod', 0, [1])).toMatchObject({
      kind: 'missed',
      choice: { text: 'It has failed.' },
      missed: 1,
    });
    expect(ada.answer('meet-the-pod', 0, [2], 1)).toMatchObject({ kind: 'missed', missed: 2 });
    ada.answer('meet-the-pod', 0, [0], 2);
    ada.act({ kind: 'skip', step: 'look-around' });
    ada.act({ kind: 'skip', step: 'meet-the-deployment' });
    expect(ada.answer('meet-the-service', 0, [0])).toMatchObject({
      kind: 'missed',
      choice: { text: 'NodePort' },
    });
    expect(ada.answer('meet-the-service', 0, [0, 1, 2], 1)).toMatchObject({ choice: { text: 'ReplicaSet' } });
    const end = ada.answer('meet-the-service', 0, [0, 2], 2);
    expect(
      end.kind === 'summary' && end.weak.map((each) => [each.step.id, each.missed, each.isSkipped]),
    ).toEqual([
      ['meet-the-pod', 2, false],
      ['look-around', 0, true],
      ['meet-the-deployment', 0, true],
      ['meet-the-service', 2, false],
    ]);
  });

  test('misses once, though the same wrong choice is pressed twice; and nothing by choosing nothing', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    for (const _ of [1, 2, 3])
      expect(ada.answer('meet-the-pod', 0, [1])).toMatchObject({ kind: 'missed', missed: 1 });
    expect(ada.answer('meet-the-pod', 0, [])).toMatchObject({ kind: 'quiz', missed: 1 });
    expect(ada.progress.missed).toEqual({ 'meet-the-pod 0': 1 });
  });

  test('moves once, though a button is pressed twice, and is told only later that it was an old one', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    ada.act({ kind: 'skip', step: 'meet-the-pod' });
    const twice = ada.act({ kind: 'skip', step: 'meet-the-pod' }, 300);
    expect(twice).toMatchObject({ kind: 'step', number: 2 });
    expect(twice).not.toHaveProperty('remark');
    expect(ada.act({ kind: 'skip', step: 'meet-the-pod' })).toMatchObject({ number: 2, remark: 'elsewhere' });
    expect(ada.answer('meet-the-pod', 0, [1])).toMatchObject({ number: 2, remark: 'elsewhere' });
    ada.act({ kind: 'skip', step: 'look-around' });
    ada.act({ kind: 'back', step: 'meet-the-deployment' });
    expect(ada.act({ kind: 'back', step: 'meet-the-deployment' }, 300)).toMatchObject({ number: 2 });
    expect(ada.progress.missed).toEqual({});
  });

  test('goes back and on again over what is done, and stays at the first step', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    expect(ada.act({ kind: 'back', step: 'meet-the-pod' })).toMatchObject({ number: 1 });
    ada.answer('meet-the-pod', 0, [0]);
    ada.act({ kind: 'next', step: 'look-around' });
    ada.act({ kind: 'back', step: 'meet-the-deployment' });
    ada.act({ kind: 'back', step: 'look-around' });
    expect(ada.act({ kind: 'skip', step: 'meet-the-pod' })).toMatchObject({ number: 3 });
    expect(ada.progress).toMatchObject({ done: ['meet-the-pod', 'look-around'], skipped: [] });
  });

  test('stops and goes on where they were, also by a button of their step', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    ada.answer('meet-the-pod', 0, [0]);
    expect(ada.act({ kind: 'stop' })).toMatchObject({ kind: 'stopped', number: 1 });
    expect(ada.act({ kind: 'show' })).toMatchObject({ number: 2 });
    expect(ada.progress.state).toBe('stopped');
    ada.act({ kind: 'next', step: 'look-around' });
    expect(ada.progress.state).toBe('walking');
    ada.act({ kind: 'stop' });
    ada.answer('meet-the-deployment', 0, [1]);
    expect(ada.progress.state).toBe('walking');
    ada.act({ kind: 'stop' });
    expect(ada.act({ kind: 'start' })).toMatchObject({ number: 3 });
  });

  test('who is done stays so, whatever old button they press, until they start once more', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    for (const { id } of SMALL.steps) ada.act({ kind: 'skip', step: id });
    for (const kind of ['stop', 'show', 'back', 'next', 'skip', 'quiz', 'answer']) {
      const action = { kind, step: 'meet-the-service', place: 0, chosen: [1], missed: 0 };
      expect(ada.act(action)).toMatchObject({ kind: 'summary' });
      expect(ada.progress.state).toBe('finished');
    }
    expect(ada.act({ kind: 'start' })).toMatchObject({ number: 1 });
    expect(ada.progress).toMatchObject({ skipped: [], missed: {} });
  });

  test('who is not known, or was forgotten, is not kept for stopping, and begins by any other button', () => {
    const ada = walker(SMALL);
    expect(ada.act({ kind: 'stop' })).toMatchObject({ kind: 'stopped', number: 0 });
    expect(ada.progress).toBeUndefined();
    expect(ada.act({ kind: 'next', step: 'look-around' })).toMatchObject({ kind: 'step', number: 1 });
  });
});

describe('a track that is edited under way', () => {
  test('leads on to the first that is left, where one’s step was taken out', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    ada.answer('meet-the-pod', 0, [0]);
    ada.edit(without(SMALL, 'Look around'));
    expect(ada.act({ kind: 'next', step: 'look-around' })).toMatchObject({
      step: { id: 'meet-the-deployment' },
      remark: 'elsewhere',
    });
  });

  test('leaves one at one’s step, where the steps were put in another order', () => {
    const ada = walker(SMALL);
    ada.act({ kind: 'start' });
    ada.answer('meet-the-pod', 0, [0]);
    ada.edit({ ...SMALL, steps: [...SMALL.steps].reverse() });
    expect(ada.act({ kind: 'show' })).toMatchObject({ step: { id: 'look-around' }, number: 3 });
    expect(ada.act({ kind: 'next', step: 'look-around' })).toMatchObject({
      step: { id: 'meet-the-service' },
    });
  });

  test('takes a step with another name for another step, and one that is new is walked too', () => {
    const ada = walker(trackOf({ One: 0, Two: 0, Three: 0 }));
    ada.act({ kind: 'start' });
    ada.act({ kind: 'next', step: 'one' });
    ada.edit(trackOf({ One: 0, 'Two, but better': 0, Three: 0 }));
    expect(ada.act({ kind: 'show' })).toMatchObject({ step: { id: 'two-but-better' } });
    ada.act({ kind: 'next', step: 'two-but-better' });
    ada.edit(trackOf({ Zero: 0, One: 0, 'Two, but better': 0, Three: 0 }));
    expect(ada.act({ kind: 'next', step: 'three' })).toMatchObject({ step: { id: 'zero' } });
    expect(ada.act({ kind: 'next', step: 'zero' })).toMatchObject({ kind: 'summary' });
  });

  test('is at its end when all that was left is taken out, and nothing of it is lost', () => {
    const ada = walker(trackOf({ One: 0, Two: 0 }));
    ada.act({ kind: 'start' });
    ada.act({ kind: 'next', step: 'one' });
    ada.edit(trackOf({ One: 0 }));
    expect(ada.act({ kind: 'next', step: 'two' })).toMatchObject({ kind: 'summary' });
    expect(ada.progress).toMatchObject({ state: 'finished', done: ['one'] });
    expect(ada.act({ kind: 'show' })).toMatchObject({ kind: 'summary' });
  });

  test('asks a question that was added, rather than leave its step', () => {
    const ada = walker(trackOf({ One: 0, Two: 0 }));
    ada.act({ kind: 'start' });
    ada.edit(trackOf({ One: 1, Two: 0 }));
    expect(ada.act({ kind: 'next', step: 'one' })).toMatchObject({ kind: 'step', number: 1 });
    ada.edit(trackOf({ One: 0, Two: 0 }));
    expect(ada.act({ kind: 'quiz', step: 'one', place: 0, chosen: [], missed: 0 })).toMatchObject({
      kind: 'step',
    });
    expect(ada.answer('one', 3, [0])).toMatchObject({ kind: 'step', number: 1 });
  });
});

describe('whatever somebody does while the track changes,', () => {
  const NAMES = ['A', 'B', 'C', 'D', 'E'];
  const track = fc
    .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 })
    .chain((names) =>
      fc
        .array(fc.nat({ max: 2 }), { minLength: names.length, maxLength: names.length })
        .map((quizzes) => trackOf(Object.fromEntries(names.map((name, n) => [name, quizzes[n] ?? 0])))),
    );
  const step = fc.constantFrom(...NAMES.map((name) => name.toLowerCase()), '', 'constructor');
  const act = fc.record({
    kind: fc.constantFrom(
      'start',
      'show',
      'stop',
      'back',
      'next',
      'skip',
      'quiz',
      'answer',
      'answer',
      'answer',
    ),
    step,
    place: fc.nat({ max: 3 }),
    chosen: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 }),
    missed: fc.nat({ max: 3 }),
    isHere: fc.boolean(),
    millis: fc.nat({ max: 5_000 }),
  });
  const sequence = fc.array(fc.oneof({ weight: 8, arbitrary: act }, { weight: 1, arbitrary: track }), {
    maxLength: 60,
  });

  test('they see a step that is there or the summary, and nothing counts twice', () => {
    fc.assert(
      fc.property(track, sequence, (first, events) => {
        const ada = walker(first);
        let now = first;
        for (const event of events) {
          if ('steps' in event) {
            now = event;
            ada.edit(now);
            continue;
          }
          const { isHere, millis, ...action } = event;
          const before = ada.progress as Progress | undefined;
          // Most presses are of the step that one is at; others of some step.
          const view = ada.act(isHere && before ? { ...action, step: before.step } : action, millis);
          if ('step' in view) expect(now.steps).toContain(view.step);
          if (view.kind === 'step') expect(now.steps[view.number - 1]).toBe(view.step);
          if (view.kind === 'quiz') expect(view.step.quizzes[view.place]).toBe(view.quiz);
          const { progress } = ada;
          if (progress === undefined) continue;
          for (const list of [progress.done, progress.skipped, progress.passed])
            expect(new Set<string>(list).size).toBe(list.length);
          expect(progress.done.filter((id) => progress.skipped.includes(id))).toEqual([]);
          if (progress.state === 'finished')
            expect(view.kind === 'summary' || view.kind === 'stopped').toBe(true);
          // An action moves somebody over one step at most, and counts one miss at most.
          const moved =
            progress.done.length +
            progress.skipped.length -
            (before?.done.length ?? 0) -
            (before?.skipped.length ?? 0);
          if (before && before.startedAt === progress.startedAt)
            expect(Math.abs(moved)).toBeLessThanOrEqual(1);
          const misses = (of: Progress | undefined) =>
            Object.values(of?.missed ?? {}).reduce((a, b) => a + b, 0);
          expect(misses(progress) - misses(before)).toBeLessThanOrEqual(1);
        }
        // Skipping leads to the end from anywhere.
        for (const _ of NAMES) ada.act({ kind: 'skip', step: stepOf(ada.act({ kind: 'show' })) });
        if (ada.progress) expect(ada.act({ kind: 'show' }).kind).toBe('summary');
      }),
      { numRuns: 500 },
    );
  });
});
