import { createAnswerQuestion } from '../answers/answer-question.js';
import { loadTracks } from '../onboarding/load-tracks.js';
import { inOrder } from '../onboarding/track.js';
import { type OpenQuestionLog, openQuestionLog } from '../store/open-question-log.js';
import { createPrivacyKey } from '../store/privacy-key.js';
import { readConfig } from './config.js';
import { prepareKnowledge, SAVED_KNOWLEDGE } from './prepare-knowledge.js';
import { titlesOf } from './read-insights.js';
import type { KnownSections } from './report-command.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the database of the settings, to read it. */
export async function openLog(env: Environment): Promise<OpenQuestionLog> {
  return openQuestionLog(settingsFrom(env).databaseUrl);
}

/** Loads what a report needs of the knowledge base; without documents, sections go by their addresses. */
export async function loadSections(env: Environment): Promise<KnownSections> {
  const { knowledgeFolders } = settingsFrom(env);
  const knowledge = await prepareKnowledge(knowledgeFolders, SAVED_KNOWLEDGE);
  const tracks = async () => inOrder((await loadTracks(knowledgeFolders)).tracks);
  if (knowledge.documents.length === 0) return { titleOf: (section) => section, tracks };
  const titles = titlesOf(knowledge.documents);
  return {
    titleOf: (section) => titles.get(section) ?? section,
    tracks,
    answer: createAnswerQuestion(knowledge, () => 'answer-again', knowledge.search),
  };
}

/** Other settings are not looked at. Nothing is hashed for a report, so that any key will do. */
function settingsFrom({ DATABASE_URL, KNOWLEDGE_DIR }: Environment) {
  return readConfig({ DATABASE_URL, KNOWLEDGE_DIR, PRIVACY_KEY: createPrivacyKey() });
}
