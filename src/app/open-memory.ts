import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Memory } from '../chat/memory.js';
import { createNoMemory } from '../chat/no-memory.js';
import { createRemembering } from '../chat/remembering.js';
import type { Store } from '../store/open-store.js';
import { StoreError } from '../store/store-error.js';
import type { Config } from './config.js';

/** The bot's memory, until it is closed. */
export interface OpenMemory {
  readonly memory: Memory;
  /** What keeps the database from being used now, in words that do not name it; nothing when it answers. */
  fault(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Where the memory is, and what of it is kept how long. */
export type MemorySettings = Pick<Config, 'databaseUrl' | 'privacyKey'> &
  Partial<Pick<Config, 'storesQuestions' | 'retentionDays'>>;

/** After how many seconds a database that could not be opened is tried again; the last from then on. */
const PAUSES = [1, 2, 5, 10, 30] as const;

/**
 * How long the database has to show that it answers, in milliseconds: a page waits for it. A write to a busy disk takes
 * some hundred; one that did not answer last time is given less.
 */
const ANSWER_LIMITS = { first: 300, again: 100 } as const;

/** Whether its file is still there is looked at whenever it is used, and so often besides; in milliseconds. */
const PLACE_PAUSE = 5_000;

/** So long whoever moved the file away has to put another in its place, before we make one; in milliseconds. */
const REPLACING_PAUSE = 5_000;

/** How long a stop waits for what is not written yet, in milliseconds. */
const LAST_WRITES_LIMIT = 1_000;

/**
 * Opens the database; without one the bot answers all the same, and tries again until there is one. Nobody waits
 * for it to be open: that takes a sixth of a second of a start, and the first question comes later.
 */
export function openMemory(settings: MemorySettings, log: Logger): OpenMemory {
  let store: Store | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isSilent = false;
  let looking: Promise<void> | undefined;
  let leaving: Promise<void> = Promise.resolve();
  let lastReason = '';
  let lastError: unknown;

  const attempt = async (pause: number): Promise<Memory> => {
    try {
      store = await openLasting(settings, log);
      if (lastReason) log.info('the database is open; what waited and what is answered from now on is kept');
      return store;
    } catch (error) {
      const reason = (error as Error).message;
      if (reason !== lastReason) {
        log.error(
          `${reason}; answering goes on, what is answered waits to be kept, and the database is tried again`,
        );
      }
      lastReason = reason;
      lastError = error;
      if (!isClosed) timer = setTimeout(tryAgain, (PAUSES[pause] ?? PAUSES[4]) * 1_000, pause + 1).unref();
      return createNoMemory(reason);
    }
  };
  let attempting = attempt(0);
  // What is at hand: only the first attempt is waited for.
  let current = attempting;
  const tryAgain = (pause: number) => {
    attempting = attempt(pause);
    void attempting.then(() => {
      current = attempting;
    });
  };

  /** Lets go of a file that is not where it was: what is kept in it, nobody finds again. */
  const leave = (lost: Store) => {
    store = undefined;
    lastError = new StoreError(`Cannot use the database: ${MOVED}`, { remedy: MOVED });
    lastReason = (lastError as Error).message;
    log.error(`${lastReason}; answering goes on, and what is answered waits to be kept`);
    current = Promise.resolve(createNoMemory(lastReason));
    // Closed before another is opened: both have their log of changes at the same path.
    leaving = lost
      .close()
      .catch((error: Error) => log.warn(`the lost file could not be closed: ${error.message}`));
    const openAnother = () => leaving.then(() => isClosed || tryAgain(0));
    if (!isClosed) timer = setTimeout(openAnother, REPLACING_PAUSE).unref();
  };
  const look = async () => {
    const looked = store;
    if (looked === undefined || (await looked.isInPlace()) || store !== looked) return;
    leave(looked);
  };
  /** The memory of this moment. To look for its file takes a twentieth of a millisecond; many at once look once. */
  const inPlace = async () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    await looking;
    return current;
  };
  const idle = setInterval(() => void inPlace(), PLACE_PAUSE).unref();

  const memory = createRemembering(memoryFrom(inPlace), log);
  return {
    memory,
    fault: async () => {
      const asked = inPlace()
        .then((memory) => memory.channels.modeOf('none', 'none'))
        .then(
          () => (store === undefined ? remedyOf(lastError) : undefined),
          () => SILENT,
        );
      const limit = isSilent ? ANSWER_LIMITS.again : ANSWER_LIMITS.first;
      // An answer that came while this process was busy itself is taken first.
      const tooLate = sleep(limit, undefined, { ref: false }).then(() => nextTurn(SILENT));
      const fault = await Promise.race([asked, tooLate]);
      isSilent = fault === SILENT;
      return fault;
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(idle);
      await memory.settled(LAST_WRITES_LIMIT);
      await attempting;
      await leaving;
      await store?.close();
    },
  };
}

const SILENT = 'it does not answer: it is busy, or another program keeps it locked; it is tried again';

const MOVED =
  'its file was moved or deleted while the bot was using it; put it back with the bot stopped, or a new one is made in some seconds';

function remedyOf(error: unknown): string {
  return (error instanceof StoreError && error.remedy) || 'the log says why';
}

async function openLasting(
  { databaseUrl, privacyKey, storesQuestions, retentionDays }: MemorySettings,
  log: Logger,
): Promise<Store> {
  const { openStore } = await import('../store/open-store.js');
  return openStore(databaseUrl, {
    ...(privacyKey && { privacyKey }),
    ...(storesQuestions !== undefined && { keepsWords: storesQuestions }),
    ...(retentionDays !== undefined && { retentionDays }),
    onProblem: (error) => log.warn(`the database could not be tidied: ${(error as Error).message}`),
  });
}

/** A memory that asks, each time, which one to use. */
function memoryFrom(current: () => Promise<Memory>): Memory {
  return {
    events: { isNew: async (names) => (await current()).events.isNew(names) },
    answers: {
      add: async (question) => (await current()).answers.add(question),
      find: async (id) => (await current()).answers.find(id),
      isKept: async (id) => (await current()).answers.isKept(id),
      lastIn: async (platform, place, limit) => (await current()).answers.lastIn(platform, place, limit),
      mostShown: async (limit) => (await current()).answers.mostShown(limit),
    },
    channels: {
      modeOf: async (platform, channel) => (await current()).channels.modeOf(platform, channel),
      choose: async (platform, channel, mode) => (await current()).channels.choose(platform, channel, mode),
    },
    ratings: {
      rate: async (rating) => (await current()).ratings.rate(rating),
      comment: async (by, text) => (await current()).ratings.comment(by, text),
      countOf: async (answer) => (await current()).ratings.countOf(answer),
    },
    waiting: {
      add: async (waiting) => (await current()).waiting.add(waiting),
      all: async () => (await current()).waiting.all(),
      claim: async (name) => (await current()).waiting.claim(name),
      release: async (name) => (await current()).waiting.release(name),
      remove: async (name) => (await current()).waiting.remove(name),
    },
    progress: {
      find: async (walker, track) => (await current()).progress.find(walker, track),
      all: async (walker) => (await current()).progress.all(walker),
      everyone: async () => (await current()).progress.everyone(),
      save: async (walker, progress, before) => (await current()).progress.save(walker, progress, before),
    },
    walkers: {
      begin: async (walker, mayRemind) => (await current()).walkers.begin(walker, mayRemind),
      wishesOf: async (walker) => (await current()).walkers.wishesOf(walker),
      chooseReminders: async (walker, reminders) =>
        (await current()).walkers.chooseReminders(walker, reminders),
      showName: async (walker, name) => (await current()).walkers.showName(walker, name),
      rest: async (walker) => (await current()).walkers.rest(walker),
      quietSince: async (time) => (await current()).walkers.quietSince(time),
      named: async () => (await current()).walkers.named(),
    },
    welcomes: {
      isOnAt: async (entrance) => (await current()).welcomes.isOnAt(entrance),
      choose: async (entrance, isOn) => (await current()).welcomes.choose(entrance, isOn),
      isOnSomewhere: async (platform) => (await current()).welcomes.isOnSomewhere(platform),
      add: async (newcomer, isWelcome) => (await current()).welcomes.add(newcomer, isWelcome),
      all: async () => (await current()).welcomes.all(),
      claim: async (person) => (await current()).welcomes.claim(person),
      release: async (person) => (await current()).welcomes.release(person),
      done: async (person) => (await current()).welcomes.done(person),
      remove: async (person) => (await current()).welcomes.remove(person),
    },
    people: { forget: async (platform, person) => (await current()).people.forget(platform, person) },
  };
}
