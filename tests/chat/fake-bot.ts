import type { Bot } from '../../src/chat/bot.js';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { notice } from '../../src/chat/reply.js';
import { GONE } from '../../src/chat/words.js';

/** A bot that replies as it is told, and holds nothing. */
export function botThat(reply: Bot['reply'], more: Partial<Bot> = {}): Bot {
  return {
    reply,
    replyIfSure: async () => undefined,
    answerIfKnown: async () => undefined,
    onboard: async () => GONE,
    walk: async () => GONE,
    team: async () => GONE,
    joined: async () => {},
    startHere: async () => GONE,
    welcomesAt: async () => false,
    chooseWelcome: async () => {},
    read: async () => GONE,
    press: async () => GONE,
    comment: async () => GONE,
    forget: async () => GONE,
    gaps: async () => GONE,
    commandIn: (question) => ({ kind: 'ask', question }),
    inform: ({ kind }) => notice(kind),
    popularQuestions: async () => [],
    catalogue: createCatalogue([]),
    ...more,
  };
}
