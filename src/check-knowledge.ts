import { readKnowledgeConfig } from './app/config.js';
import { loadEnvironment } from './app/load-environment.js';
import { printable } from './chat/console/printable.js';
import { checkKnowledge } from './knowledge/check-knowledge.js';
import { checkTracks, loadTracks } from './onboarding/load-tracks.js';

// Checks the folders named as arguments, or else those of the settings; ends with 1 when anything is wrong.
try {
  loadEnvironment();
  const named = process.argv.slice(2);
  const folders = named.length > 0 ? named : readKnowledgeConfig(process.env).knowledgeFolders;
  const knowledge = await checkKnowledge(folders);
  const { documents } = knowledge;
  const onboarding = await loadTracks(folders);
  const { tracks } = onboarding;
  const ids = new Set(documents.flatMap(({ sections }) => sections.map(({ id }) => id)));
  const problems = [
    ...knowledge.problems,
    ...onboarding.problems,
    ...checkTracks(tracks, (id) => ids.has(id)),
  ];
  for (const { path, line, message } of problems) console.log(printable(`${path}:${line} ${message}`));

  const sections = documents.reduce((total, document) => total + document.sections.length, 0);
  const found = problems.length === 1 ? '1 problem' : `${problems.length || 'no'} problems`;
  const steps = tracks.reduce((total, track) => total + track.steps.length, 0);
  const walked = tracks.length === 0 ? '' : `, ${tracks.length} tracks with ${steps} steps`;
  console.log(`${documents.length} documents, ${sections} sections${walked}, ${found}`);
  process.exitCode = problems.length > 0 || documents.length === 0 ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
