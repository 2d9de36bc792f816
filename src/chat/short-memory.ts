import type { ChannelMode, Memory, Rating } from './memory.js';

/** Makes a memory that ends with the process, for when there is no database; what was answered is kept by `createRemembering`. */
export function createShortMemory(): Memory {
  const modes = new Map<string, ChannelMode>();
  const ratings = new Map<string, Rating>();
  return {
    events: { isNew: async () => true },
    answers: {
      add: async () => {},
      find: async () => undefined,
      lastIn: async () => [],
      mostShown: async () => [],
    },
    channels: {
      modeOf: async (platform, channel) => modes.get(`${platform} ${channel}`),
      choose: async (platform, channel, mode) => {
        modes.set(`${platform} ${channel}`, mode);
      },
    },
    ratings: {
      rate: async (rating) => {
        ratings.set(`${rating.answer} ${rating.platform} ${rating.rater}`, rating);
      },
      countOf: async (answer) => {
        const all = [...ratings.values()].filter((rating) => rating.answer === answer);
        const helpful = all.filter(({ isHelpful }) => isHelpful).length;
        return { helpful, notHelpful: all.length - helpful };
      },
    },
  };
}
