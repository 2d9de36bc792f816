import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Connection } from '../chat/adapter.js';
import { createBot } from '../chat/bot.js';
import { GAPS_SHOWN, gapsReply } from '../chat/gaps-reply.js';
import { createWebAdapter } from '../chat/web/adapter.js';
import { sortGaps } from '../feedback/answered-since.js';
import type { KnowledgeWatch } from '../knowledge/watch-knowledge.js';
import type { Config } from './config.js';
import { connect } from './connect.js';
import { createAdapters } from './create-adapters.js';
import { followKnowledge, type KnowledgeChange } from './follow-knowledge.js';
import { createLiveExamples } from './live-examples.js';
import { createLiveKnowledge } from './live-knowledge.js';
import { createLiveTracks } from './live-tracks.js';
import { createMetrics } from './metrics.js';
import { openMemory } from './open-memory.js';
import { openRateLimits } from './open-rate-limits.js';
import { parseInWorker } from './parse-in-worker.js';
import { PLATFORM_PREVIEWS } from './platform-previews.js';
import { prepareKnowledge, SAVED_KNOWLEDGE } from './prepare-knowledge.js';
import { readGaps } from './read-gaps.js';
import { createInsights } from './read-insights.js';
import { sourceUrlFrom } from './source-url.js';
import { createSpeakingFirst } from './speaking-first.js';
import { type AdapterState, createStatus } from './status.js';
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

/** Days that /k8s gaps looks back. */
const GAPS_DAYS = 30;

/** Loads the knowledge base and wires everything; the only place that knows every room. */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const live = await createLiveKnowledge(await prepareKnowledge(config.knowledgeFolders, SAVED_KNOWLEDGE));
  for (const { path, line, message } of live.current().problems) log.warn(`${path}:${line} ${message}`);
  if (live.current().documents.length === 0) {
    const folders = config.knowledgeFolders.join(', ');
    throw new NoKnowledgeError(
      `Cannot start: there is no document in ${folders}; add Markdown files, or set KNOWLEDGE_DIR`,
    );
  }

  const metrics = createMetrics();
  metrics.setKnowledge(live.current());
  const opened = openMemory(config, log);
  const { memory, close: closeMemory } = opened;
  const { limits, close: closeLimits } = openRateLimits(config, metrics.countLimited, log);
  const { answer, catalogue, namesCompany, questionTerms } = live;
  const sourceUrlOf = sourceUrlFrom(config.sourceBaseUrl);
  const tracks = createLiveTracks(config.knowledgeFolders, (id) => catalogue.find(id) !== undefined, log);
  const parts = {
    answer,
    catalogue,
    namesCompany,
    questionTerms,
    tracks: tracks.current,
    newcomers: {
      speaksFirstOn: (platform: string) => adapters.some(({ name }) => name === platform),
      remindAfterDays: config.remindAfterDays,
      welcome: config.welcome,
      onJoined: () => speakingFirst.welcome(),
    },
    gaps: async (server?: string) => {
      const read = await readGaps(config.databaseUrl, GAPS_DAYS, await tracks.current(), server);
      const gaps = await sortGaps(read.gaps, GAPS_SHOWN, answer, nextTurn);
      return gapsReply(gaps, read.stuck, GAPS_DAYS, catalogue, sourceUrlOf);
    },
    sourceUrlOf,
    memory,
    observe: metrics.countAnswer,
    log,
  };
  const bot = createBot({ ...parts, limits });

  const states = new Map<string, AdapterState>();
  const onConnection = (adapter: string, connection: Connection, reason?: string) => {
    states.set(adapter, { state: connection, ...(reason && { reason }) });
    metrics.setConnected(adapter, connection === 'connected');
    // What was learned, and who joined, while it was away.
    if (connection === 'connected') speakingFirst.look();
  };
  const { adapters, mounts } = await createAdapters(config, memory, log, onConnection);
  for (const { name } of adapters) states.set(name, { state: 'connecting' });
  const stopping = new AbortController();
  const web = createWebAdapter({
    host: config.host,
    port: config.port,
    page: config.webChat,
    mounts,
    health: () => ({
      ready: !stopping.signal.aborted && isReady([...states.values()].map(({ state }) => state)),
      adapters: Object.fromEntries([...states].map(([name, { state }]) => [name, state])),
      documents: live.current().documents.length,
      problems: live.current().problems.length,
    }),
    metrics,
    knowledge: { documents: () => live.current().documents, search: live.search, sourceUrlOf },
    status: createStatus({
      config,
      states,
      size: () => catalogue.size,
      problems: () => live.current().problems,
      tracks,
      memory: opened,
    }),
    previews: PLATFORM_PREVIEWS,
    examples: createLiveExamples({ ...parts, knowledge: live.current }),
    insights: createInsights({
      config,
      documents: () => live.current().documents,
      tracks: tracks.current,
      answer,
      stopping: stopping.signal,
    }),
    log,
  });

  const messengers = () =>
    new Map(
      adapters.filter(({ name }) => states.get(name)?.state === 'connected').map((each) => [each.name, each]),
    );
  const speakingFirst = createSpeakingFirst(
    {
      memory,
      // Whoever is told what they waited for asks nothing now: that is never too much.
      bot: createBot(parts),
      tracks: tracks.current,
      messengers,
      remindAfterDays: config.remindAfterDays,
      log,
    },
    stopping.signal,
  );
  const onKnowledgeChanged = ({ knowledge }: KnowledgeChange) => {
    metrics.setKnowledge(knowledge);
    speakingFirst.tell();
  };

  let connecting: Promise<unknown> = Promise.resolve();
  let following: KnowledgeWatch | undefined;

  return {
    start: async () => {
      // One that is broken later goes on as it was now.
      void tracks.current();
      await web.start(bot);
      const { documents, sections } = catalogue.size;
      log.info(`answering from ${documents} documents with ${sections} sections`);
      if (adapters.length === 0) log.info(HOW_TO_CONNECT);
      connecting = Promise.all(
        adapters.map((adapter) =>
          connect(adapter, bot, log, (...state) => onConnection(adapter.name, ...state), stopping.signal),
        ),
      ).then(() => warmUp(answer, live.current().documents, stopping.signal));
      following = followKnowledge(config.knowledgeFolders, live, parseInWorker, onKnowledgeChanged, log);
    },
    stop: async () => {
      stopping.abort();
      await following?.stop();
      // Platforms first: what they are answering may still come in over the one port; and only they end a wait of theirs.
      await Promise.allSettled([speakingFirst.stop(), ...adapters.map((adapter) => adapter.stop())]);
      await web.stop();
      await connecting;
      await Promise.all([closeMemory(), closeLimits()]);
    },
  };
}

/** Every platform has been tried, and not all of them in vain. */
function isReady(states: readonly AdapterState['state'][]): boolean {
  if (states.includes('connecting')) return false;
  return states.length === 0 || states.some((state) => state !== 'failed');
}

const HOW_TO_CONNECT =
  'no platform is connected: to answer in Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, in Discord DISCORD_TOKEN (see .env.example and README.md)';
