import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type FolderPlace, identityOf } from './list-folder.js';
import { type KnowledgeListing, listKnowledge } from './read-knowledge.js';

/** What is called when files have changed, with what is there now; the next change waits until it is done. */
export type OnListing = (listing: KnowledgeListing) => Promise<void>;

/** A watch over the knowledge folders. */
export interface KnowledgeWatch {
  /** Ends at once; what `OnListing` has begun is waited for. */
  stop(): Promise<void>;
}

/** Editors and Git write file after file: it is waited until so long nothing more came, in milliseconds. */
const QUIET = 200;

/** But no longer than this, where something is written all the time. */
const PATIENCE = 1_000;

/** Another folder may come to stand in a folder's place, by a link or a mount, and no watcher is told. */
const SAME_FOLDER_CHECK = 1_000;

/** Network disks and some mounts of containers tell nothing at all: then it takes this long. */
const LOOK_ANYWAY = 30_000;

/**
 * Watches folders and says what is there when it is no longer what was there before.
 *
 * What has changed is found by looking, so a watcher need only say that something did: one for each folder is
 * enough, where the usual packages keep one for each file.
 */
export function watchKnowledge(
  folders: readonly string[],
  first: KnowledgeListing,
  onListing: OnListing,
): KnowledgeWatch {
  const watchers = new Map<string, FSWatcher>();
  let known = fingerprintOf(first);
  let standing = '';
  let looking: Promise<void> | undefined;
  let isLookedForMore = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let firstSign: number | undefined;

  const look = async (): Promise<void> => {
    standing = await standingNow();
    const listing = await listAndWatch();
    const fingerprint = fingerprintOf(listing);
    if (isStopped || fingerprint === known) return;
    known = fingerprint;
    await onListing(listing);
  };

  /** Lists until every folder that is listed is watched: what comes into it afterwards is told. */
  const listAndWatch = async (): Promise<KnowledgeListing> => {
    for (;;) {
      const listing = await listKnowledge(folders);
      if (isStopped || !watchAll(listing.folders)) return listing;
    }
  };

  /** Watches folders, and others no longer; says whether there was a new one. */
  const watchAll = (places: readonly FolderPlace[]): boolean => {
    const wanted = new Map(places.map(({ location, version }) => [`${version} ${location}`, location]));
    for (const [key, watcher] of watchers) {
      if (wanted.has(key)) continue;
      watcher.close();
      watchers.delete(key);
    }
    let isNew = false;
    for (const [key, location] of wanted) {
      if (watchers.has(key)) continue;
      try {
        const watcher = watch(location, { persistent: false }, sign);
        // A folder that is gone is a sign as well.
        watcher.on('error', sign);
        watchers.set(key, watcher);
        isNew = true;
      } catch {
        // No more can be watched here, or it is gone already: it is looked at anyway.
      }
    }
    return isNew;
  };

  const lookSoon = (): void => {
    firstSign = undefined;
    if (looking) {
      isLookedForMore = true;
      return;
    }
    looking = look().finally(() => {
      looking = undefined;
      if (isLookedForMore && !isStopped) sign();
      isLookedForMore = false;
    });
  };

  const sign = (): void => {
    if (isStopped) return;
    firstSign ??= Date.now();
    const wait = Math.min(QUIET, Math.max(0, firstSign + PATIENCE - Date.now()));
    clearTimeout(timer);
    timer = setTimeout(lookSoon, wait).unref();
  };

  /** Which folders stand in their places. */
  const standingNow = async (): Promise<string> => (await Promise.all(folders.map(identityAt))).join(' ');

  const checkFolders = async (): Promise<void> => {
    if ((await standingNow()) !== standing) sign();
  };

  const checks = [setInterval(checkFolders, SAME_FOLDER_CHECK), setInterval(sign, LOOK_ANYWAY)];
  for (const check of checks) check.unref();
  // What changed while the program started is seen now.
  watchAll(first.folders);
  sign();

  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      for (const check of checks) clearInterval(check);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
      await looking;
    },
  };
}

async function identityAt(folder: string): Promise<string> {
  return stat(folder).then(identityOf, () => 'gone');
}

/** All that makes one listing differ from another. */
function fingerprintOf({ files, vocabularies, problems }: KnowledgeListing): string {
  return JSON.stringify([
    files.map(({ path, folder, version }) => [path, folder, version]),
    vocabularies.map(({ folder, version }) => [folder, version]),
    problems,
  ]);
}
