import type { Logger } from 'pino';
import type { SectionId } from '../knowledge/address.js';
import { checkTracks, listTracks, readTrack } from '../onboarding/load-tracks.js';
import { inOrder, type Track } from '../onboarding/track.js';

/** How long tracks are taken for unchanged, in milliseconds: what is written is walked within two seconds. */
const FRESH = 1_500;

interface Kept {
  readonly version: string;
  readonly track: Track | undefined;
}

/**
 * Serves the tracks of the knowledge folders as they are when somebody looks: a file that was written to is read anew;
 * one that is broken is told of once, and walked as it was before.
 */
export function createLiveTracks(
  folders: readonly string[],
  hasSection: (id: SectionId) => boolean,
  log: Logger,
): () => Promise<readonly Track[]> {
  const kept = new Map<string, Kept>();
  // What was told of the folders themselves, once each.
  let told: ReadonlySet<string> = new Set();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();

  const look = async () => {
    const { files, problems: misplaced } = await listTracks(folders);
    const lines = misplaced.map(({ path, line, message }) => `${path}:${line} ${message}`);
    for (const each of lines) if (!told.has(each)) log.warn(each);
    told = new Set(lines);
    const paths = new Set<string>(files.map(({ path }) => path));
    for (const path of kept.keys()) if (!paths.has(path)) kept.delete(path);
    for (const file of files) {
      const before = kept.get(file.path);
      if (before?.version === file.version) continue;
      const read = await readTrack(file);
      const problems = 'steps' in read ? checkTracks([read], hasSection, files) : read;
      for (const { path, line, message } of problems) log.warn(`${path}:${line} ${message}`);
      kept.set(file.path, { version: file.version, track: 'steps' in read ? read : before?.track });
    }
  };

  return async () => {
    if (performance.now() - lookedAt > FRESH) {
      lookedAt = performance.now();
      looking = look().catch((error: Error) => log.warn(`could not look for tracks: ${error.message}`));
    }
    await looking;
    return inOrder([...kept.values()].flatMap(({ track }) => track ?? []));
  };
}
