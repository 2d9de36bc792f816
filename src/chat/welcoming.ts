import type { Track } from '../onboarding/track.js';
import type { Person } from './asked.js';
import type { LabeledButton } from './button.js';
import { counted } from './counted.js';
import type { Entrance, WelcomeMemory } from './memory.js';
import { newcomer } from './newcomer-button.js';
import { notice, type Reply } from './reply.js';
import { walkKeyOf } from './walk-button.js';

/** Where newcomers are welcomed, unless something else was chosen there. */
export interface WelcomeSettings {
  /** In every workspace and server. */
  readonly everywhere: boolean;
  /** In these channels, by the platform's ids. */
  readonly channels: readonly string[];
}

/** Knows who is to be welcomed. */
export interface Welcoming {
  /** Keeps somebody who joined, to be welcomed, if they are there. */
  joined(person: Person, entrance: Entrance): Promise<void>;
  /** Chooses for a workspace, server or channel. */
  choose(entrance: Entrance, isOn: boolean): Promise<void>;
  /** Whether newcomers are welcomed there. */
  isOnAt(entrance: Entrance): Promise<boolean>;
}

/** Makes it; `onJoined` is called whenever there is somebody to welcome. */
export function createWelcoming(
  welcomes: WelcomeMemory,
  { everywhere, channels }: WelcomeSettings,
  onJoined: () => void,
): Welcoming {
  const isOnAt = async ({ channel, ...server }: Entrance) => {
    const chosen = await welcomes.isOnAt(channel === undefined ? server : { ...server, channel });
    if (chosen !== undefined) return chosen;
    if (channel === undefined) return everywhere;
    // What is off for all of a workspace is off for the channels of the settings too.
    return channels.includes(channel) && (await welcomes.isOnAt(server)) !== false;
  };
  return {
    isOnAt,
    choose: welcomes.choose,
    joined: async ({ platform, user }, entrance) => {
      await welcomes.add({ platform, user, entrance }, () => isOnAt(entrance));
      onJoined();
    },
  };
}

/** What newcomers are told, once. */
export function welcomeReply(tracks: readonly Track[]): Reply {
  const [first] = tracks;
  const way = first
    ? `New to all this? ${wayInto(first)}`
    : '/k8s onboard says what to read first, if you are new to all this.';
  return { ...notice(`${HELLO} ${way}`), buttons: [...waysIn(tracks), newcomer('Not now', 'not-now')] };
}

/** What stands in a channel for newcomers, for as long as somebody leaves it there. */
export function startHereReply(tracks: readonly Track[]): Reply {
  const [first] = tracks;
  const way = first ? wayInto(first) : 'I know what to read first.';
  return {
    ...notice(`New to Kubernetes? ${way} Only you see what a button shows.`),
    buttons: waysIn(tracks),
  };
}

function wayInto({ title, steps, duration }: Track): string {
  return `“${title}” shows it to you in ${counted(steps.length, 'short step', 'short steps')} (${duration}); stop and go on whenever you like.`;
}

function waysIn([first, ...others]: readonly Track[]): readonly LabeledButton[] {
  if (first === undefined) return [newcomer('What to read first', 'tracks')];
  const start = { kind: 'walk', verb: 'start', track: walkKeyOf(first.id) } as const;
  return [
    { label: 'Start', button: start },
    ...(others.length > 0 ? [newcomer('All tracks', 'tracks')] : []),
  ];
}

const HELLO =
  'Welcome! I answer questions about Kubernetes, each with its source: ask me here whenever you like.';

/** What is said to whoever does not want to begin now. */
export const NOT_NOW_THEN = notice(
  'All right. /k8s onboard is there whenever you like, and so am I: ask me anything about Kubernetes.',
);
