import type { Logger } from 'pino';
import type { Messenger } from './adapter.js';
import type { Bot } from './bot.js';
import type { WaitingMemory } from './memory.js';

/** What it takes to tell people. */
export interface TellingParts {
  readonly waiting: WaitingMemory;
  readonly bot: Pick<Bot, 'knows' | 'reply'>;
  /** By the platform's name; people of a platform that is not connected go on waiting. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  readonly log: Logger;
}

/** Tells everybody who waits for an answer that is known by now, each once. */
export async function tellWaiting(
  { waiting, bot, messengers, log }: TellingParts,
  stopping: AbortSignal,
): Promise<void> {
  const told = { told: 0, refused: 0, later: 0 };
  for (const one of await waiting.all()) {
    if (stopping.aborted) return;
    const messenger = messengers.get(one.platform);
    if (messenger === undefined || !bot.knows(one)) continue;
    // Another process may share the memory.
    if (!(await waiting.claim(one))) continue;
    try {
      const { platform, person: asker, text, thread } = one;
      const reply = await bot.reply({ text, thread, platform, asker });
      const outcome = await messenger.tell(one.person, reply, remarkOn(text));
      await waiting.remove(one);
      told[outcome]++;
    } catch {
      // Whoever could not be told goes on waiting.
      told.later++;
    }
  }
  const { told: count, refused, later } = told;
  if (count + refused + later === 0) return;
  log.info(
    { told: count, refused, later },
    'told people of answers that they waited for; those who could not be reached are told later',
  );
}

/** Characters of a question by which one knows it again. */
const QUESTION_SHOWN = 200;

function remarkOn(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  const shown =
    line.length <= QUESTION_SHOWN
      ? line
      : `${line.slice(0, QUESTION_SHOWN).replace(/[\ud800-\udbff]$/, '')} …`;
  return `You asked: “${shown}” I could not answer then. Now I can:`;
}
