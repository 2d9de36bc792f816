import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AnswerId } from '../answers/answer.js';
import type { SectionId } from '../knowledge/address.js';
import type { AnsweredQuestion, AnswerMemory, EventMemory, Memory, Place } from './memory.js';
import { createWriteQueue, NotYet, type WriteQueue } from './write-queue.js';

/** What was answered last is kept at hand: buttons are pressed, and threads go on, within minutes. */
const AT_HAND = 2_000;

/** More than wait to be written. */
const PENDING_LIMIT = 20_000;

/** A memory that takes longer is not waited for; in milliseconds. A busy moment of our own takes some hundred. */
const PATIENCE = 1_000;

/** One that let somebody wait in vain is not waited for again until it has answered; in milliseconds. */
const SHORT_PATIENCE = 100;

/** What is as good without it does not wait longer either. */
const EXTRA_PATIENCE = 100;

/** The same trouble is told once in so many milliseconds. */
const TOLD_AGAIN = 60_000;

/** Nobody waits for it that who joined is kept, and hundreds may join in the busy moment of a start. */
const JOINING_PATIENCE = 10_000;

/** What is not asked of a platform at the start is not until the next one, and a busy start takes its time. */
const START_PATIENCE = 5_000;

/**
 * Makes a memory that never costs anyone an answer: what was answered and seen last is kept at hand besides,
 * so that a fault of the lasting memory, which is told in one line, loses only what is older.
 */
export function createRemembering(lasting: Memory, log: Logger): Remembering {
  // What -> when it was told last: of a database that is gone every question would tell.
  const told = new Map<string, number>();
  const complain: Complain = (what, error) => {
    if (performance.now() - (told.get(what) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN) return;
    told.set(what, performance.now());
    log.warn(`the database could not ${what}: ${(error as Error).message}; answering goes on without it`);
  };
  const timely = timelyWith(complain);
  const patient: Patient = (what, work, patience) =>
    timely(what, work, patience).catch((error) => {
      if (!(error instanceof NotYet)) complain(what, error);
      throw error;
    });
  /**
   * Whoever is told that something is kept does not wait longer for it than for anything else. A database that was
   * locked may still take it after that, in its turn: it is not said to be kept, and doing it again is the same once.
   */
  const keeping =
    <Given extends readonly unknown[], Result>(what: string, keep: (...given: Given) => Promise<Result>) =>
    (...given: Given) =>
      timely(what, () => keep(...given), PATIENCE);
  const guarded: Guarded = (what, work, instead, patience) =>
    patient(what, work, patience).catch(() => instead);
  const queue = createWriteQueue<Asker>(log);
  const atHand = new Map<string, AnsweredQuestion>();
  return {
    events: rememberingEvents(lasting.events, guarded),
    answers: rememberingAnswers(lasting.answers, atHand, { patient, guarded }, queue),
    channels: {
      modeOf: (platform, channel) =>
        guarded('tell a channel’s mode', () => lasting.channels.modeOf(platform, channel), undefined),
      choose: keeping('keep a channel’s mode', (platform, channel, mode) =>
        lasting.channels.choose(platform, channel, mode),
      ),
    },
    ratings: {
      ...lasting.ratings,
      rate: keeping('keep a rating', (rating) => lasting.ratings.rate(rating)),
      comment: keeping('keep a comment', (by, text) => lasting.ratings.comment(by, text)),
    },
    waiting: {
      ...lasting.waiting,
      add: keeping('keep who waits', (waiting) => lasting.waiting.add(waiting)),
    },
    walkers: {
      ...lasting.walkers,
      begin: keeping('keep who began a track', (walker, mayRemind) =>
        lasting.walkers.begin(walker, mayRemind),
      ),
      chooseReminders: keeping('keep what somebody chose', (walker, reminders) =>
        lasting.walkers.chooseReminders(walker, reminders),
      ),
      showName: keeping('keep what somebody chose', (walker, name) => lasting.walkers.showName(walker, name)),
      wishesOf: (walker) =>
        guarded('tell what somebody chose', () => lasting.walkers.wishesOf(walker), undefined),
    },
    welcomes: {
      ...lasting.welcomes,
      choose: keeping('keep where newcomers are welcomed', (entrance, isOn) =>
        lasting.welcomes.choose(entrance, isOn),
      ),
      isOnAt: (entrance) =>
        patient(
          'tell where newcomers are welcomed',
          () => lasting.welcomes.isOnAt(entrance),
          JOINING_PATIENCE,
        ),
      isOnSomewhere: (platform) =>
        guarded(
          'tell where newcomers are welcomed',
          () => lasting.welcomes.isOnSomewhere(platform),
          false,
          START_PATIENCE,
        ),
      // Nobody joins a second time because a database was away.
      add: (newcomer, isWelcome) => {
        const add = () => lasting.welcomes.add(newcomer, isWelcome);
        const { platform, user: asker } = newcomer;
        return patient('keep who joined', add, JOINING_PATIENCE).catch(() =>
          queue.put({ platform, asker }, add),
        );
      },
    },
    progress: {
      ...lasting.progress,
      find: (walker, track) =>
        patient('tell how far somebody is', () => lasting.progress.find(walker, track)),
      save: keeping('keep a step', (walker, progress, before) =>
        lasting.progress.save(walker, progress, before),
      ),
      all: (walker) => guarded('tell how far somebody is', () => lasting.progress.all(walker), []),
    },
    people: {
      forget: async (platform, person) => {
        const isTheirs = ({ asker, ...of }: Asker) => of.platform === platform && asker === person;
        // What still waits to be written would come back after it.
        await queue.withdraw(isTheirs);
        const forgotten = await lasting.people.forget(platform, person);
        for (const question of [...atHand.values()]) if (isTheirs(question)) atHand.delete(question.id);
        return forgotten;
      },
    },
    settled: queue.settled,
  };
}

/** A memory that may have something left to write. */
export interface Remembering extends Memory {
  /** Resolves when everything is written, or when so many milliseconds are over. */
  settled(limit: number): Promise<void>;
}

/** Whose something is that waits to be written. */
type Asker = Pick<AnsweredQuestion, 'platform' | 'asker'>;

/** Says what the lasting memory could not do. */
type Complain = (what: string, error: unknown) => void;

/** Gives `instead` where the lasting memory fails or takes too long. */
type Guarded = <Result>(
  what: string,
  work: () => Promise<Result>,
  instead: Result,
  patience?: number,
) => Promise<Result>;

/** Fails, and says so, where the lasting memory fails or takes too long. */
type Patient = <Result>(what: string, work: () => Promise<Result>, patience?: number) => Promise<Result>;

/** Fails, and says so, where the lasting memory takes too long; what else it fails with is for whoever asked to tell. */
function timelyWith(complain: Complain): Patient {
  let isSilent = false;
  return async (what, work, patience = isSilent ? SHORT_PATIENCE : PATIENCE) => {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isSilent = true;
        const late = new NotYet(`it took longer than ${patience} ms`);
        complain(what, late);
        reject(late);
      }, patience);
    });
    const done = work().then((result) => {
      isSilent = false;
      return result;
    });
    try {
      return await Promise.race([done, tooLate]);
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
      return guarded('tell whether an event is new', () => lasting.isNew(names), true);
    },
  };
}

/** What is at hand is used while it waits to be written, and when the lasting memory fails; what is forgotten is not. */
function rememberingAnswers(
  lasting: AnswerMemory,
  atHand: Map<string, AnsweredQuestion>,
  { patient, guarded }: { readonly patient: Patient; readonly guarded: Guarded },
  queue: WriteQueue<Asker>,
): AnswerMemory {
  const pending = new Set<AnswerId>();

  /** Another process may have forgotten it, which only the lasting memory knows. */
  const isForgotten = async (id: AnswerId): Promise<boolean> => {
    if (pending.has(id)) return false;
    const isKept = await guarded('tell whether an answer is kept', () => lasting.isKept(id), true);
    if (!isKept) atHand.delete(id);
    return !isKept;
  };

  return {
    add: async (question) => {
      keep(atHand, question.id, question);
      pending.add(question.id);
      queue.put(question, async () => {
        await lasting.add(question);
        pending.delete(question.id);
      });
      // What could not wait any more is at hand, and nowhere else.
      if (pending.size > PENDING_LIMIT) pending.delete(pending.values().next().value ?? 'answer-');
    },
    find: async (id) => {
      const question = atHand.get(id);
      if (question) return (await isForgotten(id)) ? undefined : question;
      return patient('recall an answer', () => lasting.find(id));
    },
    isKept: async (id) => atHand.has(id) || lasting.isKept(id),
    lastIn: async (platform, place, limit) => {
      const before = await guarded('recall a thread', () => lasting.lastIn(platform, place, limit), []);
      const known = new Set(before.map(({ id }) => id));
      const others = [...atHand.values()]
        .filter((each) => each.platform === platform && isWithin(each.place, place) && !known.has(each.id))
        .slice(-limit);
      const forgotten = await Promise.all(others.map(({ id }) => isForgotten(id)));
      return [...before, ...others.filter((_, index) => !forgotten[index])]
        .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())
        .slice(-limit);
    },
    mostShown: createMostShown((limit) =>
      guarded('tell what was shown most', () => lasting.mostShown(limit), undefined),
    ),
  };
}

/** What was shown most, as it was found last where to find it takes a moment: a page that suggests it is as good. */
function createMostShown(
  find: (limit: number) => Promise<readonly SectionId[] | undefined>,
): AnswerMemory['mostShown'] {
  // By how many are wanted.
  const known = new Map<number, readonly SectionId[]>();
  const finding = new Map<number, Promise<unknown>>();
  return async (limit) => {
    const found =
      finding.get(limit) ??
      find(limit).then((sections) => {
        if (sections) known.set(limit, sections);
        finding.delete(limit);
      });
    finding.set(limit, found);
    await Promise.race([found, sleep(EXTRA_PATIENCE, undefined, { ref: false })]);
    return known.get(limit) ?? [];
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
