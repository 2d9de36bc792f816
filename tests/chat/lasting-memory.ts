import type { AnsweredQuestion, ChannelMode, Memory, Rating } from '../../src/chat/memory.js';

/** A memory that lasts as long as its test, as a database does past a restart. */
export function createLastingMemory(): Memory {
  const seen = new Set<string>();
  const answers: AnsweredQuestion[] = [];
  const modes = new Map<string, ChannelMode>();
  const ratings = new Map<string, Rating>();
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
      countOf: async (answer) => {
        const all = [...ratings.values()].filter((rating) => rating.answer === answer);
        const helpful = all.filter(({ isHelpful }) => isHelpful).length;
        return { helpful, notHelpful: all.length - helpful };
      },
    },
  };
}
