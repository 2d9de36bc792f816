import type { Person } from '../../src/chat/asked.js';
import type {
  AnsweredQuestion,
  ChannelMode,
  Entrance,
  Memory,
  Newcomer,
  Rating,
  Waiting,
  WaitingName,
} from '../../src/chat/memory.js';
import type { KeptProgress, Walker } from '../../src/onboarding/progress-memory.js';

/** A memory that lasts as long as its test, as a database does past a restart. */
export function createLastingMemory(): Memory {
  const seen = new Set<string>();
  const answers: AnsweredQuestion[] = [];
  const modes = new Map<string, ChannelMode>();
  const ratings = new Map<string, Rating>();
  const comments = new Map<string, string>();
  const waiting = new Map<string, Waiting>();
  const claimed = new Set<string>();
  const progress = new Map<string, KeptProgress>();
  const walkers = new Map<string, LastingWalker>();
  const welcomes = new Map<string, Newcomer | undefined>();
  const entrances = new Map<string, boolean>();
  const entranceName = ({ platform, server, channel = '' }: Entrance) => `${platform} ${server} ${channel}`;
  const personName = ({ platform, user }: Person) => `${platform} ${user}`;
  const begunBy = (name: string) =>
    [...progress].filter(([each]) => each.startsWith(`${name} `)).map(([, kept]) => kept);
  const changeWalker = (walker: Walker, change: Partial<LastingWalker>) => {
    const before = walkers.get(personName(walker)) ?? { walker, isReached: false, reminders: true };
    walkers.set(personName(walker), { ...before, ...change });
  };
  const progressName = ({ platform, user }: Walker, track: string) => `${platform} ${user} ${track}`;
  const nameOf = ({ answer, platform, person }: WaitingName) => `${answer} ${platform} ${person}`;
  return {
    events: {
      isNew: async (names) => {
        const isNew = !names.some((name) => seen.has(name));
        for (const name of names) seen.add(name);
        return isNew;
      },
    },
    answers: {
      add: async (question) => void answers.push(question),
      find: async (id) => answers.find((each) => each.id === id),
      isKept: async (id) => answers.some((each) => each.id === id),
      lastIn: async (platform, { channel, thread }, limit) =>
        answers
          .filter(
            ({ place, ...each }) =>
              each.platform === platform &&
              place?.channel === channel &&
              (thread === undefined || place.thread === thread),
          )
          .slice(-limit),
      mostShown: async (limit) =>
        [...new Set(answers.flatMap(({ sections }) => sections[0] ?? []))].slice(0, limit),
    },
    channels: {
      modeOf: async (platform, channel) => modes.get(`${platform} ${channel}`),
      choose: async (platform, channel, mode) => void modes.set(`${platform} ${channel}`, mode),
    },
    ratings: {
      rate: async (rating) => void ratings.set(`${rating.answer} ${rating.rater}`, rating),
      comment: async ({ answer, rater }, text) => {
        const name = `${answer} ${rater}`;
        if (ratings.has(name)) comments.set(name, text);
        return ratings.has(name) ? 'kept' : 'not-rated';
      },
      countOf: async (answer) => {
        const all = [...ratings.values()].filter((rating) => rating.answer === answer);
        const helpful = all.filter(({ isHelpful }) => isHelpful).length;
        return { helpful, notHelpful: all.length - helpful };
      },
    },
    waiting: {
      add: async (one) => void waiting.set(nameOf(one), waiting.get(nameOf(one)) ?? one),
      all: async () => [...waiting.values()].filter((one) => !claimed.has(nameOf(one))),
      claim: async (name) => {
        const isFirst = waiting.has(nameOf(name)) && !claimed.has(nameOf(name));
        claimed.add(nameOf(name));
        return isFirst;
      },
      release: async (name) => void claimed.delete(nameOf(name)),
      remove: async (name) => void waiting.delete(nameOf(name)),
    },
    walkers: {
      begin: async (walker, mayRemind) => {
        const known = walkers.get(personName(walker));
        if (known?.reminders !== false) changeWalker(walker, { isReached: mayRemind });
        return known ? 'known' : 'new';
      },
      wishesOf: async (walker) => {
        const known = walkers.get(personName(walker));
        return known && { reminders: known.reminders, named: known.name !== undefined };
      },
      chooseReminders: async (walker, reminders) => changeWalker(walker, { reminders, isReached: reminders }),
      showName: async (walker, name) => changeWalker(walker, { name }),
      rest: async (walker) => changeWalker(walker, { isReached: false }),
      quietSince: async (time) =>
        [...walkers].flatMap(([name, { walker, isReached }]) => {
          const begun = begunBy(name);
          const isQuiet = begun.every((kept) => kept.progress.movedAt <= time);
          const isWalking = begun.some((kept) => kept.progress.state === 'walking');
          return isReached && isQuiet && isWalking ? [{ walker, begun }] : [];
        }),
      named: async () =>
        [...walkers].flatMap(([each, { walker, name }]) =>
          name === undefined ? [] : [{ walker, name, begun: begunBy(each) }],
        ),
    },
    welcomes: {
      isOnAt: async (entrance) => entrances.get(entranceName(entrance)),
      choose: async (entrance, isOn) => {
        entrances.set(entranceName(entrance), isOn);
        if (isOn || entrance.channel !== undefined) return;
        for (const name of entrances.keys())
          if (name.startsWith(entranceName(entrance))) entrances.set(name, false);
      },
      isOnSomewhere: async (platform) =>
        [...entrances].some(([name, isOn]) => isOn && name.startsWith(`${platform} `)),
      add: async (newcomer, isWelcome) => {
        const name = personName(newcomer);
        if ((await isWelcome()) && !welcomes.has(name)) welcomes.set(name, newcomer);
      },
      all: async () =>
        [...welcomes].flatMap(([name, newcomer]) => (newcomer && !claimed.has(name) ? [newcomer] : [])),
      claim: async (person) => {
        const name = personName(person);
        const isFirst = welcomes.get(name) !== undefined && !claimed.has(name);
        claimed.add(name);
        return isFirst;
      },
      release: async (person) => void claimed.delete(personName(person)),
      done: async (person) => {
        if (welcomes.has(personName(person))) welcomes.set(personName(person), undefined);
      },
      remove: async (person) => {
        if (welcomes.get(personName(person))) welcomes.delete(personName(person));
      },
    },
    progress: {
      find: async (walker, track) => progress.get(progressName(walker, track)),
      all: async ({ platform, user }) =>
        [...progress].filter(([name]) => name.startsWith(`${platform} ${user} `)).map(([, kept]) => kept),
      everyone: async () => [...progress.values()].map((kept) => kept.progress),
      save: async (walker, after, before) => {
        const name = progressName(walker, after.track);
        if (progress.get(name)?.version !== before?.version) return false;
        progress.set(name, { progress: after, version: (before?.version ?? 0) + 1 });
        return true;
      },
    },
    people: {
      forget: async (platform, person) => {
        const removed = <Each>(list: Each[], isTheirs: (each: Each) => boolean) => {
          const before = list.length;
          list.splice(0, before, ...list.filter((each) => !isTheirs(each)));
          return before - list.length;
        };
        const questions = removed(answers, (each) => each.platform === platform && each.asker === person);
        const rated = [...ratings].filter(([, each]) => each.platform === platform && each.rater === person);
        for (const [name] of rated) ratings.delete(name);
        const told = [...waiting].filter(([, each]) => each.platform === platform && each.person === person);
        for (const [name] of told) waiting.delete(name);
        const walked = [...progress.keys()].filter((name) => name.startsWith(`${platform} ${person} `));
        for (const name of walked) progress.delete(name);
        walkers.delete(`${platform} ${person}`);
        const welcomed = welcomes.delete(`${platform} ${person}`) ? 1 : 0;
        return {
          questions,
          ratings: rated.length,
          waiting: told.length,
          tracks: walked.length,
          welcomes: welcomed,
        };
      },
    },
  };
}

/** What is kept of a walker. */
interface LastingWalker {
  readonly walker: Walker;
  readonly isReached: boolean;
  readonly reminders: boolean;
  readonly name?: string | undefined;
}
