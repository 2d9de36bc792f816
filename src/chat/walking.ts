import type { Logger } from 'pino';
import { createOnboarding } from '../onboarding/onboarding.js';
import type { View } from '../onboarding/outcome.js';
import { teamFigures } from '../onboarding/team.js';
import type { Track } from '../onboarding/track.js';
import type { Asked, Person } from './asked.js';
import type { LabeledButton } from './button.js';
import { commandReply } from './help.js';
import type { Memory } from './memory.js';
import type { NewcomerButton } from './newcomer-button.js';
import type { Reply } from './reply.js';
import { teamReply } from './team-reply.js';
import { actionOf, type WalkButton } from './walk-button.js';
import {
  backToTrack,
  tracksReply,
  type WalkParts,
  walkReply,
  wishButtons,
  withFirstWords,
} from './walk-reply.js';
import { NOT_NOW_THEN } from './welcoming.js';
import { NAME_HIDDEN, NAME_SHOWN, NO_REMINDERS, REMINDERS_ON } from './words.js';

/** What walking takes. */
export interface WalkingParts extends WalkParts {
  readonly memory: Pick<Memory, 'progress' | 'walkers'>;
  readonly tracks: () => Promise<readonly Track[]>;
  /** Whether the bot can speak first on a platform: where it cannot, nobody is reminded or named. */
  readonly speaksFirstOn: (platform: string) => boolean;
  /** After how many quiet days people are reminded; never when 0. */
  readonly remindAfterDays: number;
  readonly log: Logger;
}

/** Who looks at how far people are. */
export interface TeamViewer {
  readonly platform: string;
  /** Whether somebody is one of theirs; names of others are not told. */
  readonly knows: (user: string) => Promise<boolean>;
}

/** Walks people through tracks, on whatever platform they are. */
export interface Walking {
  /** All tracks, and how far somebody is; what to read first where there is none. */
  overview(person: Person): Promise<Reply>;
  walk(button: WalkButton, person: Person): Promise<Reply>;
  /** Does what somebody wants of onboarding besides walking. */
  want(button: NewcomerButton, person: Person): Promise<Reply>;
  /** The way back for who asks something on their way, where only they read it. */
  wayBackOf(asked: Asked): Promise<readonly LabeledButton[]>;
  /** How far everybody is. */
  team(viewer: TeamViewer): Promise<Reply>;
}

/** Makes it with the tracks that there are at each moment. */
export function createWalking({
  catalogue,
  sourceUrlOf,
  memory: { progress, walkers },
  tracks,
  speaksFirstOn,
  remindAfterDays,
  log,
}: WalkingParts): Walking {
  const onboarding = createOnboarding(tracks, progress);

  /** Notes that somebody began or came to an end; no fault of it costs them their step. */
  const note = async (view: View, begins: boolean, person: Person): Promise<'new' | 'known'> => {
    try {
      if (begins) return await walkers.begin(person, remindAfterDays > 0);
      const isOver = view.kind === 'summary' || view.kind === 'stopped';
      if (isOver && (await onboarding.walking(person)) === undefined) await walkers.rest(person);
    } catch (error) {
      log.warn(`could not note how to reach somebody in a track: ${(error as Error).message}`);
    }
    return 'known';
  };

  const walk = async (button: WalkButton, person: Person): Promise<Reply> => {
    const action = actionOf(button, await tracks());
    const view = action && (await onboarding.act(person, action));
    const reply = walkReply(view, { catalogue, sourceUrlOf });
    if (action === undefined || view === undefined || !speaksFirstOn(person.platform)) return reply;
    const begins = action.kind === 'start' && view.kind === 'step';
    return (await note(view, begins, person)) === 'new' ? withFirstWords(reply, remindAfterDays) : reply;
  };

  const overview = async (person: Person): Promise<Reply> => {
    if ((await tracks()).length === 0) return commandReply({ kind: 'onboard' }, catalogue, sourceUrlOf);
    const wishes = speaksFirstOn(person.platform) ? await walkers.wishesOf(person) : undefined;
    return {
      ...tracksReply(await onboarding.overview(person)),
      ...(wishes && { buttons: wishButtons(wishes, remindAfterDays > 0) }),
    };
  };

  return {
    walk,
    overview,
    want: async ({ wants }, person) => {
      switch (wants) {
        case 'tracks':
          return overview(person);
        case 'not-now':
          return NOT_NOW_THEN;
        case 'reminders':
          await walkers.chooseReminders(person, true);
          if ((await onboarding.walking(person)) === undefined) await walkers.rest(person);
          return REMINDERS_ON;
        case 'no-reminders':
          await walkers.chooseReminders(person, false);
          return NO_REMINDERS;
        case 'name':
          await walkers.showName(person, person.name ?? person.user);
          return NAME_SHOWN;
        case 'no-name':
          await walkers.showName(person, undefined);
          return NAME_HIDDEN;
      }
    },
    wayBackOf: async ({ platform, asker, channel, isPrivate = false }) => {
      if (asker === undefined || (channel !== undefined && !isPrivate)) return [];
      // An answer is worth more than the way back.
      const walking = await onboarding.walking({ platform, user: asker }).catch(() => undefined);
      return walking ? [backToTrack(walking.track, walking.number)] : [];
    },
    team: async ({ platform, knows }) => {
      const named = (await walkers.named()).filter(({ walker }) => walker.platform === platform);
      const known = await Promise.all(named.map(({ walker }) => knows(walker.user)));
      return teamReply(
        teamFigures(await tracks(), await progress.everyone()),
        named.filter((_, place) => known[place]),
      );
    },
  };
}
