import type { BotParts } from '../../src/chat/bot.js';
import { createOnboarding } from '../../src/onboarding/onboarding.js';
import type { ProgressMemory } from '../../src/onboarding/progress-memory.js';
import type { Track } from '../../src/onboarding/track.js';

/** What a bot needs to walk people through tracks; without a word there are none. */
export function withTracks(
  progress: ProgressMemory,
  tracks: readonly Track[] = [],
): Pick<BotParts, 'tracks' | 'onboarding' | 'everyone'> {
  return {
    tracks: async () => tracks,
    onboarding: createOnboarding(async () => tracks, progress),
    everyone: progress.everyone,
  };
}
