import type {
  AnsweredQuestion,
  ChannelMode,
  Memory,
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
        return { questions, ratings: rated.length, waiting: told.length, tracks: walked.length };
      },
    },
  };
}
