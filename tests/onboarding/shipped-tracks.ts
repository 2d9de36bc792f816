import { type Catalogue, createCatalogue } from '../../src/chat/catalogue.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { loadTracks } from '../../src/onboarding/load-tracks.js';
import type { Track } from '../../src/onboarding/track.js';

/** The tracks that come with the knowledge base, and what they are about. */
export async function shippedTracks(): Promise<{
  readonly tracks: readonly Track[];
  readonly catalogue: Catalogue;
}> {
  const folders = ['knowledge'];
  const [{ tracks }, { documents }] = await Promise.all([loadTracks(folders), loadKnowledge(folders)]);
  return { tracks, catalogue: createCatalogue(documents) };
}
