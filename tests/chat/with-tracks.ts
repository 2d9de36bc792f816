import type { BotParts } from '../../src/chat/bot.js';
import type { Track } from '../../src/onboarding/track.js';

/** What a bot needs to meet newcomers; without a word there are no tracks, and nobody is welcomed or reminded. */
export function withTracks(
  tracks: readonly Track[] = [],
  newcomers: Partial<BotParts['newcomers']> = {},
): Pick<BotParts, 'tracks' | 'newcomers'> {
  return {
    tracks: async () => tracks,
    newcomers: {
      speaksFirstOn: (platform) => platform !== 'web',
      remindAfterDays: 3,
      welcome: { everywhere: false, channels: [] },
      onJoined: () => {},
      ...newcomers,
    },
  };
}
