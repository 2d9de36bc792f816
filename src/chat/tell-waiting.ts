import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Messenger } from './adapter.js';
import type { Bot } from './bot.js';
import type { Waiting, WaitingMemory } from './memory.js';
import { oneLine } from './one-line.js';
import { persistently } from './persistently.js';

/** What it takes to tell people. */
export interface TellingParts {
  readonly waiting: WaitingMemory;
  readonly bot: Pick<Bot, 'answerIfKnown'>;
  /** The platforms that are connected, by name; people of others go on waiting. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** Who was told and could not be taken off the list, for as long as the process lives. */
  readonly alreadyTold: Set<string>;
  readonly log: Logger;
}

/** Tells everybody who waits for an answer that is known by now, each once. */
export async function tellWaiting(parts: TellingParts, stopping: AbortSignal): Promise<void> {
  const { waiting, log } = parts;
  const told = { told: 0, refused: 0, later: 0 };
  // The same question may have been asked, and waited for, in two places.
  const answered = new Set<string>();
  let reason = '';
  for (const one of await waiting.all()) {
    // Questions that are asked now go first.
    await nextTurn();
    if (stopping.aborted) break;
    try {
      const question = JSON.stringify([one.platform, one.person, one.text.trim().toLowerCase(), one.thread]);
      if (answered.has(question)) {
        await waiting.remove(one);
        continue;
      }
      const outcome = await tellOne(one, parts);
      if (outcome) {
        told[outcome]++;
        answered.add(question);
      }
    } catch (error) {
      // Whoever could not be told goes on waiting.
      told.later++;
      reason = withoutQuestion((error as Error).message, one.text);
    }
  }
  const { told: count, refused, later } = told;
  if (count + refused + later === 0) return;
  const rest = later > 0 ? `; those who could not be reached are told later (${reason})` : '';
  log.info({ told: count, refused, later }, `told people of answers that they waited for${rest}`);
}

async function tellOne(
  one: Waiting,
  { waiting, bot, messengers, alreadyTold }: TellingParts,
): Promise<'told' | 'refused' | undefined> {
  const name = `${one.answer} ${one.platform} ${one.person}`;
  if (alreadyTold.has(name)) {
    await waiting.remove(one);
    alreadyTold.delete(name);
    return undefined;
  }
  const messenger = messengers.get(one.platform);
  if (messenger === undefined) return undefined;
  const { platform, person, text, thread } = one;
  const known = await bot.answerIfKnown({ text, thread, platform, asker: person });
  // Another process may share the memory.
  if (known === undefined || !(await waiting.claim(one))) return undefined;
  let outcome: 'told' | 'refused';
  try {
    outcome = await messenger.tell(person, known.reply, remarkOn(text));
  } catch (error) {
    await waiting.release(one).catch(() => {});
    throw error;
  }
  if (outcome === 'told') await known.keep();
  alreadyTold.add(name);
  await persistently(() => waiting.remove(one));
  alreadyTold.delete(name);
  return outcome;
}

/** What a platform says of a fault holds no question of anybody's. */
function withoutQuestion(message: string, question: string): string {
  return question !== '' && message.includes(question) ? 'the platform did not take it' : message;
}

/** Characters of a question by which one knows it again. */
const QUESTION_SHOWN = 200;

function remarkOn(question: string): string {
  return `You asked: “${oneLine(question, QUESTION_SHOWN)}” I could not answer then. Now I can:`;
}
