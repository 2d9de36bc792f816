// Parses and indexes the knowledge base ahead of the first start; part of `npm run build`.

import { readKnowledgeConfig } from './app/config.js';
import { loadEnvironment } from './app/load-environment.js';
import { prepareKnowledge, SAVED_KNOWLEDGE } from './app/prepare-knowledge.js';

try {
  loadEnvironment();
  await prepareKnowledge(readKnowledgeConfig(process.env).knowledgeFolders, SAVED_KNOWLEDGE);
} catch {
  // A build is not the place to complain about settings; the start says what is wrong.
}
