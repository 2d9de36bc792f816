import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Answer } from '../../src/answers/answer.js';
import { explainedBy } from '../../src/answers/explanation.js';
import { type AnswerEvent, createBot } from '../../src/chat/bot.js';
import { FAILED, type Reply } from '../../src/chat/reply.js';

const greeting: Reply = { kind: 'notice', text: 'Hello!', related: [] };

function botWith(answer: () => Answer) {
  const events: AnswerEvent[] = [];
  const lines: string[] = [];
  const bot = createBot({
    answer,
    replyFor: () => greeting,
    observe: (event) => events.push(event),
    log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
  });
  return { bot, events, lines };
}

test('a bot replies, and reports the platform, the kind and the time, but not the words', async () => {
  const { bot, events, lines } = botWith(() => ({
    id: 'answer-1',
    kind: 'small-talk',
    topic: 'greeting',
    explanation: explainedBy(),
  }));
  expect(await bot.reply({ text: 'a secret question', thread: [] }, 'slack')).toBe(greeting);
  expect(events).toEqual([{ platform: 'slack', kind: 'small-talk', millis: expect.any(Number) }]);
  expect(lines.join()).not.toContain('secret');
});

test('a fault while answering becomes a reply that says so, and a log line', async () => {
  const { bot, events, lines } = botWith(() => {
    throw new Error('broken index');
  });
  expect(await bot.reply({ text: 'a secret question', thread: [] }, 'web')).toBe(FAILED);
  expect(events).toMatchObject([{ kind: 'failed' }]);
  expect(lines.join()).toContain('broken index');
  expect(lines.join()).not.toContain('secret');
});
