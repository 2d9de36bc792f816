import { expect, test } from 'vitest';
import { shareButtonOf } from '../../src/chat/reply.js';
import {
  COMMENT_HINT,
  COMMENT_LIMIT,
  COMMENT_TITLE,
  forgottenReply,
  ratedUnhelpful,
  tooMuchOfPerson,
} from '../../src/chat/words.js';

test.each([
  [
    { questions: 1, ratings: 1, waiting: 1, tracks: 0, welcomes: 0 },
    'Deleted, of you on this platform: 1 question, 1 rating, 1 request to be told',
  ],
  [
    { questions: 0, ratings: 0, waiting: 2, tracks: 1, welcomes: 0 },
    '0 questions, 0 ratings, 2 requests to be told, 1 track you began',
  ],
  [
    { questions: 1_234, ratings: 0, waiting: 0, tracks: 2, welcomes: 0 },
    '1234 questions, 0 ratings, 0 requests to be told, 2 tracks you began',
  ],
])('of %j it is said what was deleted, and what stays', (forgotten, words) => {
  const reply = forgottenReply(forgotten);
  expect(reply).toMatchObject({ text: expect.stringContaining(words) });
  expect(reply).toMatchObject({ text: expect.stringContaining('stays in its channel') });
});

test('of nobody nothing is said to be deleted', () => {
  expect(forgottenReply({ questions: 0, ratings: 0, waiting: 0, tracks: 0, welcomes: 0 })).toMatchObject({
    text: 'I had nothing of you on this platform.',
  });
});

test('what is said to one person alone cannot be shared, nor rated', () => {
  const alone = [
    forgottenReply({ questions: 1, ratings: 0, waiting: 0, tracks: 0, welcomes: 0 }),
    ratedUnhelpful('answer-1'),
    tooMuchOfPerson(1),
  ];
  for (const reply of alone) {
    expect(shareButtonOf(reply)).toBeUndefined();
    expect(reply.rated).toBeUndefined();
  }
});

test('what asks what was missing fits into the windows of both platforms', () => {
  // Discord takes a label of 45 and a description of 100 characters, Slack a field of 3,000.
  expect(COMMENT_TITLE.length).toBeLessThanOrEqual(45);
  expect(COMMENT_HINT.length).toBeLessThanOrEqual(100);
  expect(COMMENT_LIMIT).toBeLessThanOrEqual(3_000);
});
