import { delimiter } from 'node:path';
import { z } from 'zod';
import type { DiscordSettings } from '../chat/discord/adapter.js';
import type { RateLimitSettings } from '../chat/rate-limits.js';
import type { SlackSettings } from '../chat/slack/adapter.js';
import { isLoopback } from '../chat/web/page/local-host.js';
import type { WelcomeSettings } from '../chat/welcoming.js';
import { isPrivacyKey } from '../store/privacy-key.js';

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Whether the chat page is served; health is always. */
  readonly webChat: boolean;
  readonly knowledgeFolders: readonly string[];
  /** Where a team's own documents can be read, for those that name no source. */
  readonly sourceBaseUrl?: string;
  readonly logLevel: LogLevel;
  /** Where the database is. May hold a password. */
  readonly databaseUrl: string;
  /** What ratings are hashed with; always there for a database on a server. */
  readonly privacyKey?: string;
  /** Whether the words of questions are kept, and not only their counts. */
  readonly storesQuestions: boolean;
  /** How many days what people asked is kept. */
  readonly retentionDays: number;
  readonly rateLimits: RateLimitSettings;
  /** Where newcomers are welcomed, unless it is chosen there. */
  readonly welcome: WelcomeSettings;
  /** After how many quiet days people are reminded of their track; never when 0. */
  readonly remindAfterDays: number;
  /** Absent when no Slack token is set. */
  readonly slack?: SlackSettings;
  /** Absent when no Discord token is set. */
  readonly discord?: DiscordSettings;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Says everything that is wrong with the settings at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(problems: readonly string[]) {
    super(`Cannot start: ${problems.join('; ')}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const id = z.string().regex(/^\d+$/, 'must be a number, as Discord copies it with “Copy ID”');

/** Ids, separated by commas or spaces. */
const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''));

/** So many a minute. */
const rate = z.coerce
  .number('must be a whole number')
  .int('must be a whole number')
  .min(0, 'must be a whole number, or 0 for no limit');

const MAKE_KEY = 'make one with: openssl rand -hex 32';

const environment = z.object({
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65_535, 'must be at most 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  WEB_CHAT: z.enum(['on', 'off'], 'must be on or off').optional(),
  KNOWLEDGE_DIR: z.string().default('knowledge'),
  SOURCE_BASE_URL: url.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_MODE: z.enum(['socket', 'http'], 'must be socket or http').optional(),
  SLACK_API_URL: url.transform(withSlash).optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(?:file:.+|:memory:|postgres(?:ql)?:\/\/.+)$/,
      'must be file: and a path, or postgres://user:password@host:5432/database',
    )
    .default('file:./data/casebook.db'),
  STORE_QUESTIONS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  RETENTION_DAYS: z.coerce
    .number('must be a number of days')
    .int('must be a whole number of days')
    .min(1, 'must be at least 1')
    .max(36_500, 'must be at most 36500')
    .default(180),
  PRIVACY_KEY: z
    .string()
    .toLowerCase()
    .refine(isPrivacyKey, `must be 64 hexadecimal digits; ${MAKE_KEY}`)
    .optional(),
  // A script comes to them in a minute; nobody who types does.
  RATE_LIMIT_PERSON: rate.default(1_200),
  RATE_LIMIT_CHANNEL: rate.default(3_000),
  WELCOME: z.enum(['on', 'off'], 'must be on or off').default('off'),
  WELCOME_CHANNELS: list,
  REMIND_AFTER_DAYS: z.coerce
    .number('must be a number of days')
    .min(0, 'must be a number of days, or 0 for no reminders')
    .default(3),
  ADMIN_USERS: list,
  AUTO_ANSWER_CHANNELS: list,
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_APPLICATION_ID: id.optional(),
  DISCORD_GUILD_ID: id.optional(),
  DISCORD_API_URL: url.transform(withoutSlash).optional(),
  DISCORD_REQUESTS_PER_SECOND: z.coerce
    .number('must be a number above 0')
    .positive('must be a number above 0')
    .default(50),
});

/** Variables that may hold a password: what they hold is not shown, even when it is wrong. */
const SECRETS: readonly string[] = ['DATABASE_URL', 'PRIVACY_KEY'];

type Settings = z.infer<typeof environment>;

/** Reads the settings from the environment; fails with one `ConfigError` that names every variable to mend. */
export function readConfig(env: Environment): Config {
  // A variable that is set to nothing, as in a copied .env.example, is not set.
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return SECRETS.includes(name)
          ? `${name} ${message}`
          : `${name} ${message}, and is ${JSON.stringify(set[name])}`;
      }),
    );
  }
  const settings = parsed.data;
  const problems = missingFrom(settings);
  if (problems.length > 0) throw new ConfigError(problems);

  const slack = slackSettings(settings);
  const discord = discordSettings(settings);
  return {
    host: settings.HOST,
    port: settings.PORT,
    webChat: settings.WEB_CHAT ? settings.WEB_CHAT === 'on' : isLoopback(settings.HOST),
    knowledgeFolders: settings.KNOWLEDGE_DIR.split(delimiter).filter((folder) => folder !== ''),
    ...(settings.SOURCE_BASE_URL && { sourceBaseUrl: settings.SOURCE_BASE_URL }),
    logLevel: settings.LOG_LEVEL,
    databaseUrl: settings.DATABASE_URL,
    storesQuestions: settings.STORE_QUESTIONS === 'on',
    retentionDays: settings.RETENTION_DAYS,
    ...(settings.PRIVACY_KEY && { privacyKey: settings.PRIVACY_KEY }),
    welcome: { everywhere: settings.WELCOME === 'on', channels: settings.WELCOME_CHANNELS },
    remindAfterDays: settings.REMIND_AFTER_DAYS,
    rateLimits: { person: settings.RATE_LIMIT_PERSON, channel: settings.RATE_LIMIT_CHANNEL },
    ...(slack && { slack }),
    ...(discord && { discord }),
  };
}

/** The settings that reading the knowledge base needs; other variables are not looked at. */
export function readKnowledgeConfig(env: Environment): Pick<Config, 'knowledgeFolders' | 'sourceBaseUrl'> {
  const { KNOWLEDGE_DIR, SOURCE_BASE_URL } = env;
  const { knowledgeFolders, sourceBaseUrl } = readConfig({ KNOWLEDGE_DIR, SOURCE_BASE_URL });
  return { knowledgeFolders, ...(sourceBaseUrl && { sourceBaseUrl }) };
}

/** Half a set of tokens is a mistake that nobody should find out in production. */
function missingFrom(settings: Settings): string[] {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_MODE } = settings;
  const { DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID } = settings;
  const problems: string[] = [];
  if (settings.DATABASE_URL.startsWith('postgres') && !settings.PRIVACY_KEY) {
    problems.push(
      `PRIVACY_KEY is missing, which a database on a server needs, the same for every process; ${MAKE_KEY}`,
    );
  }
  const without = (name: string, why: string, platform: string, given: string) =>
    problems.push(`${name} is missing; ${why}, or leave out ${given} to run without ${platform}`);

  if (SLACK_BOT_TOKEN?.startsWith('xapp-')) {
    problems.push(
      'SLACK_BOT_TOKEN holds an app-level token; that one belongs in SLACK_APP_TOKEN, here goes the Bot User OAuth Token',
    );
  }
  if (!SLACK_BOT_TOKEN) {
    const given = [
      SLACK_APP_TOKEN && 'SLACK_APP_TOKEN',
      SLACK_SIGNING_SECRET && 'SLACK_SIGNING_SECRET',
      SLACK_MODE && 'SLACK_MODE',
    ];
    const names = given.filter(Boolean).join(' and ');
    if (names) without('SLACK_BOT_TOKEN', 'set it to the Bot User OAuth Token', 'Slack', names);
  } else if (!SLACK_APP_TOKEN && !SLACK_SIGNING_SECRET) {
    without(
      'SLACK_APP_TOKEN',
      'set it for Socket Mode (or SLACK_SIGNING_SECRET for HTTP)',
      'Slack',
      'SLACK_BOT_TOKEN',
    );
  } else if (SLACK_MODE === 'socket' && !SLACK_APP_TOKEN) {
    problems.push('SLACK_APP_TOKEN is missing; set it, or change SLACK_MODE from socket to http');
  } else if (SLACK_MODE === 'http' && !SLACK_SIGNING_SECRET) {
    problems.push('SLACK_SIGNING_SECRET is missing; set it, or change SLACK_MODE from http to socket');
  }
  if (!DISCORD_TOKEN) {
    const given = [
      DISCORD_APPLICATION_ID && 'DISCORD_APPLICATION_ID',
      DISCORD_GUILD_ID && 'DISCORD_GUILD_ID',
    ];
    const names = given.filter(Boolean).join(' and ');
    if (names) without('DISCORD_TOKEN', 'set it to the bot’s token', 'Discord', names);
  }
  return problems;
}

function slackSettings(settings: Settings): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl, SLACK_APP_TOKEN: appToken } = settings;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_MODE: mode } = settings;
  if (!botToken) return undefined;
  const { ADMIN_USERS: admins, AUTO_ANSWER_CHANNELS: autoAnswerChannels } = settings;
  const common = {
    botToken,
    admins,
    autoAnswerChannels: autoAnswerChannels.filter((channel) => !isSnowflake(channel)),
    welcome: settings.WELCOME === 'on' || settings.WELCOME_CHANNELS.length > 0,
    ...(apiUrl && { apiUrl }),
  };
  // With both set and no word which, Socket Mode: it needs no public address.
  if (appToken && mode !== 'http') return { ...common, connection: { mode: 'socket', appToken } };
  if (signingSecret) return { ...common, connection: { mode: 'http', signingSecret } };
  return undefined;
}

function discordSettings(settings: Settings): DiscordSettings | undefined {
  const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId } = settings;
  const { DISCORD_GUILD_ID: guildId, DISCORD_API_URL: apiUrl, ADMIN_USERS: admins } = settings;
  if (!token) return undefined;
  return {
    token,
    ...(applicationId && { applicationId }),
    ...(guildId && { guildId }),
    ...(apiUrl && { apiUrl }),
    requestsPerSecond: settings.DISCORD_REQUESTS_PER_SECOND,
    welcome: settings.WELCOME === 'on',
    admins,
    autoAnswerChannels: settings.AUTO_ANSWER_CHANNELS.filter(isSnowflake),
  };
}

/** Discord's ids are numbers, Slack's begin with a letter. */
function isSnowflake(id: string): boolean {
  return /^\d+$/.test(id);
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
