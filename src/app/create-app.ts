import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createAnswerQuestion } from '../answers/answer-question.js';
import { createNamesCompany } from '../answers/names-company.js';
import type { Connection } from '../chat/adapter.js';
import { createBot } from '../chat/bot.js';
import { createCatalogue } from '../chat/catalogue.js';
import { createWebAdapter } from '../chat/web/adapter.js';
import type { Config } from './config.js';
import { connect } from './connect.js';
import { createAdapters } from './create-adapters.js';
import { createMetrics } from './metrics.js';
import { openMemory } from './open-memory.js';
import { prepareKnowledge, SAVED_KNOWLEDGE } from './prepare-knowledge.js';
import { sourceUrlFrom } from './source-url.js';
import { warmUp } from './warm-up.js';

/** The running whole. */
export interface App {
  /** Opens the port, then connects the platforms; fails when the port cannot be had. */
  start(): Promise<void>;
  /** Finishes what is being answered, disconnects and closes the port. */
  stop(): Promise<void>;
}

/** Without a single document there is nothing to answer from. */
export class NoKnowledgeError extends Error {
  override readonly name = 'NoKnowledgeError';
}

/** Loads the knowledge base and wires everything; the only place that knows every room. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const knowledge = await prepareKnowledge(config.knowledgeFolders, SAVED_KNOWLEDGE);
  for (const { path, line, message } of knowledge.problems) log.warn(`${path}:${line} ${message}`);
  const documents = knowledge.documents.length;
  if (documents === 0) {
    const folders = config.knowledgeFolders.join(', ');
    throw new NoKnowledgeError(
      `Cannot start: there is no document in ${folders}; add Markdown files, or set KNOWLEDGE_DIR`,
    );
  }

  const metrics = createMetrics();
  metrics.setKnowledge(documents, knowledge.problems.length);
  const { memory, close: closeMemory } = openMemory(config.databaseUrl, log);
  const answer = createAnswerQuestion(knowledge, () => `answer-${randomUUID()}`, knowledge.search);
  const bot = createBot({
    answer,
    catalogue: createCatalogue(knowledge.documents),
    namesCompany: createNamesCompany(knowledge, knowledge.search),
    sourceUrlOf: sourceUrlFrom(config.sourceBaseUrl),
    memory,
    observe: metrics.countAnswer,
    log,
  });

  const states = new Map<string, Connection | 'connecting'>();
  const onConnection = (adapter: string, connection: Connection) => {
    states.set(adapter, connection);
    metrics.setConnected(adapter, connection === 'connected');
  };
  const { adapters, mounts } = await createAdapters(config, memory, log, onConnection);
  for (const { name } of adapters) states.set(name, 'connecting');
  const stopping = new AbortController();
  const web = createWebAdapter({
    host: config.host,
    port: config.port,
    page: config.webChat,
    mounts,
    health: () => ({
      ready: !stopping.signal.aborted && isReady([...states.values()]),
      adapters: Object.fromEntries(states),
      documents,
      problems: knowledge.problems.length,
    }),
    metrics,
    log,
  });

  let connecting: Promise<unknown> = Promise.resolve();

  return {
    start: async () => {
      await web.start(bot);
      const sections = knowledge.documents.reduce((total, document) => total + document.sections.length, 0);
      log.info(`answering from ${documents} documents with ${sections} sections`);
      if (adapters.length === 0) log.info(HOW_TO_CONNECT);
      connecting = Promise.all(
        adapters.map((adapter) =>
          connect(adapter, bot, log, (state) => onConnection(adapter.name, state), stopping.signal),
        ),
      ).then(() => warmUp(answer, knowledge.documents, stopping.signal));
    },
    stop: async () => {
      stopping.abort();
      // Platforms first: what they are answering may still come in over the one port.
      await Promise.allSettled(adapters.map((adapter) => adapter.stop()));
      await web.stop();
      await connecting;
      await closeMemory();
    },
  };
}

/** Every platform has been tried, and not all of them in vain. */
function isReady(states: readonly (Connection | 'connecting')[]): boolean {
  if (states.includes('connecting')) return false;
  return states.length === 0 || states.some((state) => state !== 'failed');
}

const HOW_TO_CONNECT =
  'no platform is connected: to answer in Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, in Discord DISCORD_TOKEN (see .env.example and README.md)';
