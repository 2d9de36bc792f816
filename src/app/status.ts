import { readFile } from 'node:fs/promises';
import type { PlatformStatus, Status } from '../chat/web/oversee/health-page.js';
import { byPath, type DocumentProblem } from '../knowledge/document-problem.js';
import type { Track } from '../onboarding/track.js';
import { databasePlaceOf } from '../store/database-place.js';
import type { Config } from './config.js';
import type { LiveTracks } from './live-tracks.js';
import type { OpenMemory } from './open-memory.js';

/** How an adapter stands, and the last reason that it is not connected. */
export type AdapterState = Omit<PlatformStatus, 'name' | 'remedy'>;

/** What the state of the whole is read from. */
export interface StatusParts {
  readonly config: Pick<Config, 'databaseUrl' | 'storesQuestions' | 'retentionDays'>;
  /** By the names of the adapters that are set up. */
  readonly states: ReadonlyMap<string, AdapterState>;
  readonly size: () => { readonly documents: number; readonly sections: number };
  readonly problems: () => readonly DocumentProblem[];
  readonly tracks: LiveTracks;
  readonly memory: Pick<OpenMemory, 'fault'>;
}

/** The platforms that there are adapters for, and how to set them up. */
const PLATFORMS = [
  {
    adapter: 'slack',
    name: 'Slack',
    remedy: 'Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env and start again; README.md, “Run it on Slack”.',
  },
  {
    adapter: 'discord',
    name: 'Discord',
    remedy: 'Set DISCORD_TOKEN in .env and start again; README.md, “Run it on Discord”.',
  },
] as const;

/** Beside the folder of the compiled program. */
const PACKAGE = new URL('../../package.json', import.meta.url);

/** Tells how the whole is at this moment, for people. */
export function createStatus(parts: StatusParts): () => Promise<Status> {
  const version = versionOf(readFile(PACKAGE, 'utf8'));
  return async () => {
    const [tracks, trackProblems, fault] = await Promise.all([
      parts.tracks.current(),
      parts.tracks.problems(),
      parts.memory.fault(),
    ]);
    const { databaseUrl, storesQuestions, retentionDays } = parts.config;
    return {
      platforms: PLATFORMS.map(({ adapter, name, remedy }) => {
        const state = parts.states.get(adapter);
        return state ? { name, ...state } : { name, state: 'absent', remedy };
      }),
      ...parts.size(),
      ...trackSizes(tracks),
      problems: [...parts.problems(), ...trackProblems].sort((a, b) => byPath(a, b) || a.line - b.line),
      database: {
        kind: databasePlaceOf(databaseUrl).kind,
        keepsWords: storesQuestions,
        days: retentionDays,
        ...(fault && { fault }),
      },
      version: await version,
      upSeconds: process.uptime(),
      memoryBytes: process.memoryUsage.rss(),
    };
  };
}

function trackSizes(tracks: readonly Track[]) {
  return { tracks: tracks.length, steps: tracks.reduce((sum, { steps }) => sum + steps.length, 0) };
}

async function versionOf(text: Promise<string>): Promise<string> {
  try {
    return String(JSON.parse(await text).version);
  } catch {
    return 'unknown';
  }
}
