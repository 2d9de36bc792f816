import type { Logger } from 'pino';
import type { AnsweredQuestion, AnswerMemory, EventMemory, Memory, Place } from './memory.js';

/** What was answered last is kept at hand: buttons are pressed, and threads go on, within minutes. */
const AT_HAND = 2_000;

/** A memory that takes longer is not waited for; in milliseconds. A busy moment of our own takes some hundred. */
const PATIENCE = 1_500;

/** Whether an event is new is asked before anything else, and Discord waits three seconds for a first response. */
const EVENT_PATIENCE = 1_000;

/**
 * Makes a memory that never costs anyone an answer: what was answered and seen last is kept at hand besides,
 * so that a fault of the lasting memory, which is told in one line, loses only what is older.
 */
export function createRemembering(lasting: Memory, log: Logger): Memory {
  const complain: Complain = (what, error) =>
    log.warn(`the database could not ${what}: ${(error as Error).message}; answering goes on without it`);
  const guarded = guardWith(complain);
  return {
    events: rememberingEvents(lasting.events, guarded),
    answers: rememberingAnswers(lasting.answers, guarded, complain),
    channels: {
      modeOf: (platform, channel) =>
        guarded('tell a channel’s mode', () => lasting.channels.modeOf(platform, channel), undefined),
      choose: lasting.channels.choose,
    },
    ratings: lasting.ratings,
  };
}

/** Says what the lasting memory could not do. */
type Complain = (what: string, error: unknown) => void;

/** Gives `instead` where the lasting memory fails or takes too long. */
type Guarded = <Result>(
  what: string,
  work: () => Promise<Result>,
  instead: Result,
  patience?: number,
) => Promise<Result>;

function guardWith(complain: Complain): Guarded {
  return async (what, work, instead, patience = PATIENCE) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`it took longer than ${patience} ms`)), patience);
    });
    try {
      return await Promise.race([work(), tooLate]);
    } catch (error) {
      complain(what, error);
      return instead;
    } finally {
      clearTimeout(timer);
    }
  };
}

function rememberingEvents(lasting: EventMemory, guarded: Guarded): EventMemory {
  const seen = new Map<string, true>();
  return {
    isNew: async (names) => {
      const isSeen = names.some((name) => seen.has(name));
      for (const name of names) keep(seen, name, true);
      if (isSeen) return false;
      return guarded('tell whether an event is new', () => lasting.isNew(names), true, EVENT_PATIENCE);
    },
  };
}

function rememberingAnswers(lasting: AnswerMemory, guarded: Guarded, complain: Complain): AnswerMemory {
  const answers = new Map<string, AnsweredQuestion>();
  return {
    add: async (question) => {
      keep(answers, question.id, question);
      // Nobody waits for it: what is at hand is looked at first.
      lasting.add(question).catch((error: unknown) => complain('remember an answer', error));
    },
    find: async (id) => answers.get(id) ?? guarded('recall an answer', () => lasting.find(id), undefined),
    lastIn: async (platform, place, limit) => {
      const before = await guarded('recall a thread', () => lasting.lastIn(platform, place, limit), []);
      const known = new Set(before.map(({ id }) => id));
      const atHand = [...answers.values()].filter(
        (each) => each.platform === platform && isWithin(each.place, place) && !known.has(each.id),
      );
      return [...before, ...atHand].sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime()).slice(-limit);
    },
    mostShown: (limit) => guarded('tell what was shown most', () => lasting.mostShown(limit), []),
  };
}

function isWithin(place: Place | undefined, { channel, thread }: Place): boolean {
  return place?.channel === channel && (thread === undefined || place.thread === thread);
}

/** Keeps a value, and forgets the oldest of too many. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.set(key, value);
  if (map.size > AT_HAND) map.delete(map.keys().next().value ?? '');
}
