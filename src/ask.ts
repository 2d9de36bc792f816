import pc from 'picocolors';
import { createAnswerQuestion } from './answers/answer-question.js';
import { readKnowledgeConfig } from './app/config.js';
import { loadEnvironment } from './app/load-environment.js';
import { prepareKnowledge, SAVED_KNOWLEDGE } from './app/prepare-knowledge.js';
import { sourceUrlFrom } from './app/source-url.js';
import { type Answering, askCommand } from './chat/console/ask-command.js';
import { printable } from './chat/console/printable.js';

// Whoever reads may have had enough (`| head`).
process.stdout.on('error', () => process.exit(0));

process.exitCode = await askCommand(process.argv.slice(2), {
  input: process.stdin,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  inColor: process.stdout.isTTY === true && pc.isColorSupported,
  load,
});

/** Loads the knowledge base; problems are named on standard error, and the good documents answer. */
async function load(given: readonly string[]): Promise<Answering> {
  loadEnvironment();
  const { knowledgeFolders, sourceBaseUrl } = readKnowledgeConfig(process.env);
  const folders = given.length > 0 ? given : knowledgeFolders;
  const saved = given.length > 0 ? undefined : SAVED_KNOWLEDGE;
  const knowledge = await prepareKnowledge(folders, saved);
  const { documents, problems, search } = knowledge;
  for (const { path, line, message } of problems)
    process.stderr.write(printable(`${path}:${line} ${message}\n`));
  if (documents.length === 0) {
    throw new Error(
      `There is no document in ${folders.join(', ')}; add Markdown files, or name another folder.`,
    );
  }
  let count = 0;
  return {
    answer: createAnswerQuestion(knowledge, () => `answer-${++count}`, search),
    sourceUrlOf: sourceUrlFrom(sourceBaseUrl),
  };
}
