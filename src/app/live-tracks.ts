import type { Logger } from 'pino';
import type { SectionId } from '../knowledge/address.js';
import type { DocumentProblem } from '../knowledge/document-problem.js';
import { checkTracks, listTracks, readTrack } from '../onboarding/load-tracks.js';
import { inOrder, type Track } from '../onboarding/track.js';

/** How long tracks are taken for unchanged, in milliseconds: what is written is walked within two seconds. */
const FRESH = 1_500;

/** The tracks that there are at each moment. */
export interface LiveTracks {
  current(): Promise<readonly Track[]>;
  /** What is wrong with their files now. */
  problems(): Promise<readonly DocumentProblem[]>;
}

interface Kept {
  readonly version: string;
  readonly track: Track | undefined;
  readonly problems: readonly DocumentProblem[];
}

/**
 * Serves the tracks of the knowledge folders as they are when somebody looks: a file that was written to is read anew;
 * one that is broken is told of once, and walked as it was before.
 */
export function createLiveTracks(
  folders: readonly string[],
  hasSection: (id: SectionId) => boolean,
  log: Logger,
): LiveTracks {
  const kept = new Map<string, Kept>();
  // What is wrong with the folders themselves, each told of once.
  let misplaced: readonly DocumentProblem[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();

  const look = async () => {
    const { files, problems } = await listTracks(folders);
    const told = new Set(misplaced.map(lineOf));
    for (const each of problems.map(lineOf)) if (!told.has(each)) log.warn(each);
    misplaced = problems;
    const paths = new Set<string>(files.map(({ path }) => path));
    for (const path of kept.keys()) if (!paths.has(path)) kept.delete(path);
    for (const file of files) {
      const before = kept.get(file.path);
      if (before?.version === file.version) continue;
      const read = await readTrack(file);
      const problems = 'steps' in read ? checkTracks([read], hasSection, files) : read;
      for (const each of problems) log.warn(lineOf(each));
      kept.set(file.path, { version: file.version, track: 'steps' in read ? read : before?.track, problems });
    }
  };

  const refresh = async () => {
    if (performance.now() - lookedAt > FRESH) {
      lookedAt = performance.now();
      looking = look().catch((error: Error) => log.warn(`could not look for tracks: ${error.message}`));
    }
    await looking;
  };
  return {
    current: async () => {
      await refresh();
      return inOrder([...kept.values()].flatMap(({ track }) => track ?? []));
    },
    problems: async () => {
      await refresh();
      return [...misplaced, ...[...kept.values()].flatMap(({ problems }) => problems)];
    },
  };
}

function lineOf({ path, line, message }: DocumentProblem): string {
  return `${path}:${line} ${message}`;
}
