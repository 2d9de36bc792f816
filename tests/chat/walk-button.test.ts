import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Button, buttonText, parseButton } from '../../src/chat/button.js';
import { actionOf, placesIn, quizKeyOf, type WalkButton, walkKeyOf } from '../../src/chat/walk-button.js';
import { smallTrack, without } from '../onboarding/small-track.js';

const TRACK = smallTrack();
const button = (verb: WalkButton['verb'], more: Partial<WalkButton> = {}): WalkButton => ({
  kind: 'walk',
  verb,
  track: walkKeyOf('first-steps'),
  step: walkKeyOf('meet-the-deployment'),
  ...more,
});
const quizOf = (place: number) => {
  const quiz = TRACK.steps[2]?.quizzes[place];
  if (!quiz) throw new Error('no quiz');
  return quizKeyOf(quiz);
};

test('a button of a track becomes one line of 100 characters at most, and is read as it was written', () => {
  const key = fc.stringMatching(/^[a-z]+$/).map(walkKeyOf);
  const verbs = fc.constantFrom<WalkButton['verb'][]>(
    'start',
    'show',
    'resume',
    'next',
    'back',
    'skip',
    'stop',
    'quiz',
    'choose',
    'answer',
  );
  const some = fc.record({
    kind: fc.constant('walk' as const),
    verb: verbs,
    track: key,
    step: key,
    place: fc.nat({ max: 99 }),
    chosen: fc.nat({ max: 31 }),
    quiz: key,
    missed: fc.nat({ max: 99 }),
  });
  fc.assert(
    fc.property(some, (each) => {
      expect(buttonText(each).length).toBeLessThanOrEqual(100);
      expect(parseButton(buttonText(each))).toEqual(each);
    }),
  );
  expect(parseButton(buttonText(button('answer', { missed: 500 })) as string)).toMatchObject({ missed: 99 });
});

test.each([
  'v1 walk',
  'v1 walk fly 00000000 - 0 0 - 0',
  'v1 walk start x - 0 0 - 0',
  'v1 walk start 00000000 - 0 0',
  'v1 walk start 00000000 - 0 0 - 0 0',
  'v1 walk start 00000000 - 0 0 - 0\n',
])('%j is no button', (text) => expect(parseButton(text)).toBeUndefined());

describe('a button that is pressed', () => {
  test('asks for what it says, at the step that it stood at', () => {
    expect(actionOf(button('next'), [TRACK])).toEqual({
      kind: 'next',
      track: 'first-steps',
      step: 'meet-the-deployment',
    });
    expect(actionOf(button('resume'), [TRACK])).toEqual({ kind: 'show', track: 'first-steps' });
    const quiz = quizOf(1);
    expect(actionOf(button('answer', { place: 1, chosen: 2, quiz }), [TRACK])).toMatchObject({
      kind: 'answer',
      place: 1,
      chosen: [1],
    });
    expect(actionOf(button('choose', { place: 1, chosen: 3, quiz }), [TRACK])).toMatchObject({
      kind: 'quiz',
      chosen: [0, 1],
    });
  });

  test('asks for nothing when its track is gone, and for no step when that is', () => {
    expect(actionOf(button('next'), [])).toBeUndefined();
    expect(actionOf(button('next', { track: walkKeyOf('other') }), [TRACK])).toBeUndefined();
    expect(actionOf(button('next'), [without(TRACK, 'Meet the Deployment')])).toMatchObject({
      kind: 'next',
      step: '',
    });
  });

  test('is an answer to its own question alone, wherever that stands now', () => {
    const pressed = button('answer', { place: 1, chosen: 2, quiz: quizOf(1) });
    const edited = (change: (quizzes: (typeof TRACK)['steps'][number]['quizzes']) => typeof quizzes) => ({
      ...TRACK,
      steps: TRACK.steps.map((step) => ({ ...step, quizzes: change(step.quizzes) })),
    });
    expect(actionOf(pressed, [edited((quizzes) => [...quizzes].reverse())])).toMatchObject({
      kind: 'answer',
      place: 0,
      chosen: [1],
    });
    const turned = edited((quizzes) =>
      quizzes.map((quiz) => ({ ...quiz, choices: [...quiz.choices].reverse() })),
    );
    expect(actionOf(pressed, [turned])).toMatchObject({ kind: 'quiz', place: 1, chosen: [] });
    expect(actionOf(pressed, [edited(() => [])])).toMatchObject({ kind: 'quiz', place: 1, chosen: [] });
  });
});

test('chosen places are bits', () => {
  expect([0, 1, 2, 5, 31].map(placesIn)).toEqual([[], [0], [1], [0, 2], [0, 1, 2, 3, 4]]);
});

test('every kind of button survives', () => {
  const all: readonly Button[] = [button('start'), { kind: 'post', page: 'onboard' }];
  for (const each of all) expect(parseButton(buttonText(each))).toMatchObject(each);
});
