import { type Button, buttonText } from '../../src/chat/button.js';
import { placesIn, quizKeyOf, type WalkButton } from '../../src/chat/walk-button.js';
import type { Quiz, Track } from '../../src/onboarding/track.js';

/** A quiz by what a button remembers of it. */
export function quizOf({ quiz: key }: WalkButton, tracks: readonly Track[]): Quiz {
  const all = tracks.flatMap(({ steps }) => steps.flatMap(({ quizzes }) => quizzes));
  const quiz = all.find((each) => quizKeyOf(each) === key);
  if (!quiz) throw new Error('no such quiz');
  return quiz;
}

/** Which of the buttons of a page somebody presses who knows everything; nothing at the end. */
export function rightButton(buttons: readonly Button[], tracks: readonly Track[]): string | undefined {
  const walks = buttons.filter((each): each is WalkButton => each.kind === 'walk');
  const onward = walks.find(({ verb }) => verb === 'quiz' || verb === 'next');
  if (onward) return buttonText(onward);
  const [first] = walks;
  if (first === undefined || !['answer', 'choose'].includes(first.verb)) return undefined;
  const right = quizOf(first, tracks).choices.flatMap(({ isRight }, place) => (isRight ? [place] : []));
  const bits = right.reduce((sum, place) => sum + (1 << place), 0);
  const answer = walks.find(({ verb, chosen }) => verb === 'answer' && chosen === bits);
  if (answer) return buttonText(answer);
  // Of several, the next that is not marked yet.
  const unmarked = walks.find(({ verb, chosen = 0 }) => {
    const places = placesIn(chosen);
    return verb === 'choose' && places.every((place) => right.includes(place)) && isMore(chosen, walks);
  });
  if (!unmarked) throw new Error('no way to the right answer');
  return buttonText(unmarked);
}

/** Whether a button marks one more choice, rather than takes one away. */
function isMore(chosen: number, walks: readonly WalkButton[]): boolean {
  const marked = walks.find(({ verb }) => verb === 'answer')?.chosen ?? 0;
  return placesIn(chosen).length > placesIn(marked).length;
}
