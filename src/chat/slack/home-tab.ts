import type { webApi } from '@slack/bolt';
import type { Bot } from '../bot.js';
import type { Candidate } from '../reply.js';
import { SLACK } from './parts.js';
import { type Patience, patiently } from './patience.js';
import { renderHome } from './render-home.js';

/** The Home tabs of people: what they may ask, and how far they are. */
export interface HomeTab {
  /** Draws it for somebody who opened it. */
  show(client: webApi.WebClient, user: string, popular: readonly string[]): Promise<void>;
  /** Draws it anew for somebody who moved in a track, if they have opened it since the bot started. */
  refresh(client: webApi.WebClient, user: string): Promise<void>;
}

/** Makes it; what people opened is known for as long as the process lives. */
export function createHomeTab(bot: Bot, patience: Patience): HomeTab {
  // Who -> the questions that others ask often, as they were shown.
  const opened = new Map<string, readonly string[]>();

  const tracksOf = async (user: string): Promise<readonly Candidate[] | undefined> => {
    const onboard = await bot.onboard({ platform: SLACK, user });
    return onboard.kind === 'choices' ? onboard.candidates.filter(isTrack) : undefined;
  };
  const draw = async (
    client: webApi.WebClient,
    user: string,
    popular: readonly string[],
    tracks: readonly Candidate[],
  ) => {
    const view = renderHome(bot.catalogue, popular, tracks);
    await patiently(() => client.views.publish({ user_id: user, view }), patience);
  };

  return {
    show: async (client, user, popular) => {
      opened.set(user, popular);
      await draw(client, user, popular, (await tracksOf(user)) ?? []);
    },
    refresh: async (client, user) => {
      const popular = opened.get(user);
      const tracks = popular && (await tracksOf(user));
      // What stands there says more than nothing.
      if (popular && tracks) await draw(client, user, popular, tracks);
    },
  };
}

/** Without tracks, what to read first is offered in their place; the Home tab has enough to read. */
function isTrack({ button }: Candidate): boolean {
  return button?.kind === 'walk';
}
