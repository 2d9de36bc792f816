import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SectionId } from '../knowledge/address.js';
import { type DocumentProblem, problemOf } from '../knowledge/document-problem.js';
import { type FilePlace, listFolder } from '../knowledge/list-folder.js';
import { readDocument } from '../knowledge/read-knowledge.js';
import { parseTrack } from './parse-track.js';
import type { Reference, Track } from './track.js';

/** The folder in a knowledge folder that holds tracks; its files answer no questions. */
const TRACKS_FOLDER = 'onboarding';

/** The tracks of the knowledge folders: the good ones, and what is wrong with the others. */
export interface Tracks {
  /** In the order of their files' names. */
  readonly tracks: readonly Track[];
  readonly problems: readonly DocumentProblem[];
}

/** Where tracks are, before anyone reads them. */
export interface TracksListing {
  readonly files: readonly FilePlace[];
  readonly problems: readonly DocumentProblem[];
}

/** Finds the tracks of the folders; most folders have none. */
export async function listTracks(folders: readonly string[]): Promise<TracksListing> {
  const listings = await Promise.all(
    folders.map(async (folder) => {
      const location = join(folder, TRACKS_FOLDER);
      const isThere = await stat(location).then(
        (facts) => facts.isDirectory(),
        () => false,
      );
      return isThere ? listFolder(location) : { files: [], problems: [] };
    }),
  );
  const files = new Map<string, FilePlace>();
  const problems = listings.flatMap((listing) => [...listing.problems]);
  for (const file of listings.flatMap((listing) => listing.files)) {
    if (files.has(file.path))
      problems.push(problemOf(file.path, 'there are two tracks of this name; rename one'));
    else files.set(file.path, file);
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: problems.map(inFolder),
  };
}

/** Reads and parses one track. */
export async function readTrack(file: FilePlace): Promise<Track | readonly DocumentProblem[]> {
  const read = await readDocument(file);
  const parsed = 'text' in read ? parseTrack(read.path, read.text) : [read];
  return 'steps' in parsed ? parsed : parsed.map(inFolder);
}

/** Reads every track of the folders. */
export async function loadTracks(folders: readonly string[]): Promise<Tracks> {
  const { files, problems } = await listTracks(folders);
  const read = await Promise.all(files.map(readTrack));
  return {
    tracks: read.flatMap((each) => ('steps' in each ? [each] : [])),
    problems: [...problems, ...read.flatMap((each) => ('steps' in each ? [] : each))],
  };
}

/** Finds links of tracks that lead to no section, and to no other track. */
export function checkTracks(
  tracks: readonly Track[],
  hasSection: (id: SectionId) => boolean,
  all: readonly Pick<Track, 'path'>[] = tracks,
): readonly DocumentProblem[] {
  const paths = new Set<string>(all.map((track) => inFolder(track).path));
  return tracks.flatMap(({ path, steps, links }) =>
    steps
      .flatMap(({ reads, quizzes }) => [
        ...reads,
        ...quizzes.flatMap(({ choices }) => choices.map(({ explanation }) => explanation)),
      ])
      .concat(links)
      .filter(({ section }: Reference) => !hasSection(section) && !paths.has(section.replace(/#intro$/, '')))
      .map(({ section, line }) =>
        inFolder({ path, line, message: `links to ${section}, and the knowledge base has no such section` }),
      ),
  );
}

function inFolder<Problem extends { readonly path: string }>(problem: Problem): Problem {
  return { ...problem, path: `${TRACKS_FOLDER}/${problem.path}` };
}
