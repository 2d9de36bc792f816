import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { loadTracks } from '../../src/onboarding/load-tracks.js';
import type { Quiz, Track } from '../../src/onboarding/track.js';
import { expectReadable, test } from './visit.js';

let track: Track;
beforeAll(async () => {
  const { tracks } = await loadTracks(['knowledge']);
  track = tracks.find(({ title }) => title === 'How companies did it') as Track;
});

const begin = (page: Page) => page.getByRole('button', { name: `Start with “${track.title}”` });
const choices = (page: Page) => page.getByRole('group').locator('input[name=choice]');
const verdict = (page: Page, words: string) => page.getByRole('status').getByText(words);

/** Marks the choices that are right, or are not. */
async function mark(page: Page, quiz: Quiz, isRight = true): Promise<void> {
  const places = quiz.choices.flatMap((choice, place) => (choice.isRight === isRight ? [place] : []));
  const wanted = isRight ? places : places.slice(0, 1);
  for (const place of wanted) await choices(page).nth(place).check();
}

test('a track is walked from its start to its summary without JavaScript, and goes on where it was left', async ({
  visit,
}) => {
  const page = await visit('/onboard', { javaScript: false });
  await begin(page).click();
  for (const [number, step] of track.steps.entries()) {
    await page.getByRole('heading', { level: 1, name: step.title }).waitFor();
    expect(await page.getByText(`Step ${number + 1} of ${track.steps.length}`).count()).toBe(1);
    if (number === 2) {
      // One step is skipped, and before that left for another day.
      await page.goto('/onboard');
      expect(await page.getByText(`You are at 3 of ${track.steps.length}`).count()).toBe(1);
      await page.getByRole('button', { name: `Go on with “${track.title}”` }).click();
      await page.getByRole('button', { name: 'Skip' }).click();
      continue;
    }
    if (step.quizzes.length === 0) {
      await page.getByRole('button', { name: /^(?:Next|Finish)$/ }).click();
      continue;
    }
    await page.getByRole('link', { name: /^Answer/ }).click();
    for (const [place, quiz] of step.quizzes.entries()) {
      if (number === 0 && place === 0) {
        await mark(page, quiz, false);
        await page.getByRole('button', { name: 'Answer' }).click();
        await verdict(page, 'Not quite.').waitFor();
        await page.getByRole('link', { name: 'Try again' }).click();
      }
      await mark(page, quiz);
      await page.getByRole('button', { name: 'Answer' }).click();
      if (number < track.steps.length - 1) await verdict(page, 'Right.').waitFor();
    }
  }
  await page.getByRole('heading', { level: 1, name: /You have come to the end/ }).waitFor();
  const weak = page.getByRole('heading', { level: 3 });
  expect(await weak.allTextContents()).toEqual([track.steps[0]?.title, track.steps[2]?.title]);
  await page.getByRole('link', { name: track.steps[2]?.reads[0]?.label ?? '' }).click();
  expect(page.url()).toContain('/knowledge/');
}, 60_000);

test('a step and a question can be read and answered by the keyboard alone', async ({ visit }) => {
  const page = await visit('/onboard');
  await tabTo(page, begin(page));
  await page.keyboard.press('Enter');
  const answer = page.getByRole('link', { name: /^Answer/ });
  await answer.waitFor();
  await tabTo(page, answer);
  await page.keyboard.press('Enter');
  const quiz = track.steps[0]?.quizzes[0] as Quiz;
  await page.getByRole('group', { name: quiz.question }).waitFor();
  await tabTo(page, choices(page).first());
  await page.keyboard.press('Space');
  const right = quiz.choices.findIndex(({ isRight }) => isRight);
  for (let moves = 0; moves < right; moves++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await verdict(page, 'Right.').waitFor();
  // What is said of the answer is where reading begins.
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Right.');
});

test('back and reload lead to what was seen, and answer nothing twice', async ({ visit }) => {
  const page = await visit('/onboard');
  await begin(page).click();
  await page.getByRole('link', { name: /^Answer/ }).click();
  await mark(page, track.steps[0]?.quizzes[0] as Quiz);
  await page.getByRole('button', { name: 'Answer' }).click();
  await verdict(page, 'Right.').waitFor();
  await page.reload();
  await verdict(page, 'Right.').waitFor();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: track.steps[0]?.title ?? '' }).waitFor();
});

test('steps, questions and what is said of answers can be read by everybody', async ({ visit }) => {
  const page = await visit('/onboard');
  await begin(page).click();
  await expectReadable(page);
  await page.getByRole('link', { name: /^Answer/ }).click();
  await expectReadable(page);
  await mark(page, track.steps[0]?.quizzes[0] as Quiz, false);
  await page.getByRole('button', { name: 'Answer' }).click();
  await verdict(page, 'Not quite.').waitFor();
  await expectReadable(page);
  await page.getByRole('link', { name: 'Back to the step' }).click();
  const skip = page.getByRole('button', { name: 'Skip' });
  for (let steps = track.steps.length; steps > 0; steps--) await skip.click();
  await page.getByRole('heading', { level: 1, name: /You have come to the end/ }).waitFor();
  await expectReadable(page);
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error('it is not reached by the keyboard');
}
