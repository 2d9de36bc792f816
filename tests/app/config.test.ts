import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/app/config.js';

test('without any variable the page is served on port 3000 of this machine, and no platform is set up', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    webChat: true,
    knowledgeFolders: ['knowledge'],
    logLevel: 'info',
    databaseUrl: 'file:./data/casebook.db',
    storesQuestions: true,
    retentionDays: 180,
    rateLimits: { person: 1_200, channel: 3_000 },
    welcome: { everywhere: false, channels: [] },
    remindAfterDays: 3,
  });
});

test('limits are whole numbers a minute, and 0 is none', () => {
  const env = { RATE_LIMIT_PERSON: '30', RATE_LIMIT_CHANNEL: '0' };
  expect(readConfig(env).rateLimits).toEqual({ person: 30, channel: 0 });
  for (const name of ['RATE_LIMIT_PERSON', 'RATE_LIMIT_CHANNEL'])
    for (const value of ['-1', '1.5', 'many'])
      expect(() => readConfig({ [name]: value })).toThrow(`${name} must be a whole number`);
});

test('newcomers are welcomed and reminded as it is set', () => {
  const { welcome, remindAfterDays } = readConfig({
    WELCOME: 'on',
    WELCOME_CHANNELS: 'C0ONE, C0TWO',
    REMIND_AFTER_DAYS: '0',
  });
  expect(welcome).toEqual({ everywhere: true, channels: ['C0ONE', 'C0TWO'] });
  expect(remindAfterDays).toBe(0);
  expect(readConfig({ REMIND_AFTER_DAYS: '1.5' }).remindAfterDays).toBe(1.5);
  expect(() => readConfig({ WELCOME: 'maybe' })).toThrow('WELCOME must be on or off');
  for (const days of ['-1', 'a week', 'Infinity'])
    expect(() => readConfig({ REMIND_AFTER_DAYS: days })).toThrow(
      'REMIND_AFTER_DAYS must be a number of days',
    );
});

test('what is kept, and how long, can be chosen', () => {
  const { storesQuestions, retentionDays } = readConfig({ STORE_QUESTIONS: 'off', RETENTION_DAYS: '30' });
  expect({ storesQuestions, retentionDays }).toEqual({ storesQuestions: false, retentionDays: 30 });
  for (const days of ['0', '-1', '1.5', 'a month', '1e9'])
    expect(() => readConfig({ RETENTION_DAYS: days })).toThrow('RETENTION_DAYS');
  expect(() => readConfig({ STORE_QUESTIONS: 'maybe' })).toThrow('STORE_QUESTIONS must be on or off');
});

test('a variable set to nothing, as in a copied .env.example, is not set', () => {
  expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ', DISCORD_TOKEN: '' })).toEqual(readConfig({}));
});

test('on an address that others can reach, the page is off unless asked for', () => {
  expect(readConfig({ HOST: '0.0.0.0' }).webChat).toBe(false);
  expect(readConfig({ HOST: '0.0.0.0', WEB_CHAT: 'on' }).webChat).toBe(true);
});

test('several knowledge folders are separated as paths are', () => {
  expect(readConfig({ KNOWLEDGE_DIR: ['a', 'b'].join(delimiter) }).knowledgeFolders).toEqual(['a', 'b']);
});

test('Slack needs a bot token, and one of an app token and a signing secret; with both, SLACK_MODE decides', () => {
  const both = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'secret' };
  expect(readConfig(both).slack?.connection).toEqual({ mode: 'socket', appToken: 'xapp-1' });
  expect(readConfig({ ...both, SLACK_MODE: 'http' }).slack?.connection).toEqual({
    mode: 'http',
    signingSecret: 'secret',
  });
  expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }).slack?.connection.mode).toBe(
    'http',
  );
  expect(readConfig({ ...both, SLACK_API_URL: 'http://127.0.0.1:1/api' }).slack?.apiUrl).toBe(
    'http://127.0.0.1:1/api/',
  );
});

test('ids of channels and people are separated by commas or spaces', () => {
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  expect(readConfig(tokens).slack).toMatchObject({ admins: [], autoAnswerChannels: [] });
  expect(
    readConfig({ ...tokens, ADMIN_USERS: 'U1, U2', AUTO_ANSWER_CHANNELS: 'C1 C2,C3' }).slack,
  ).toMatchObject({
    admins: ['U1', 'U2'],
    autoAnswerChannels: ['C1', 'C2', 'C3'],
  });
});

test('a token suffices for Discord', () => {
  expect(readConfig({ DISCORD_TOKEN: 't' }).discord).toEqual({
    token: 't',
    welcome: false,
    requestsPerSecond: 50,
    admins: [],
    autoAnswerChannels: [],
  });
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN is missing']],
  [{ SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN is missing']],
  [{ DATABASE_URL: 'mysql://x' }, ['DATABASE_URL must be file: and a path, or postgres://']],
  [{ DATABASE_URL: 'postgres://h/db' }, ['PRIVACY_KEY is missing', 'make one with: openssl rand -hex 32']],
  [{ PRIVACY_KEY: 'abc' }, ['PRIVACY_KEY must be 64 hexadecimal digits; make one with: openssl rand']],
  [{ SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN is missing']],
  [
    { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_MODE: 'socket' },
    ['SLACK_APP_TOKEN is missing'],
  ],
  [
    { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_MODE: 'http' },
    ['SLACK_SIGNING_SECRET is missing'],
  ],
  [{ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN holds an app-level token']],
  [{ DISCORD_APPLICATION_ID: '1' }, ['DISCORD_TOKEN is missing']],
  [{ DISCORD_TOKEN: 't', DISCORD_GUILD_ID: 'my server' }, ['DISCORD_GUILD_ID must be a number']],
  [
    { PORT: 'http', LOG_LEVEL: 'loud', HOST: '::1' },
    ['PORT must be a port number', 'LOG_LEVEL must be one of'],
  ],
  [
    { SLACK_BOT_TOKEN: 'xoxb-1', DISCORD_GUILD_ID: '1' },
    ['SLACK_APP_TOKEN is missing', 'DISCORD_TOKEN is missing'],
  ],
])('readConfig(%j) names every variable to mend', (env, messages) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  for (const message of messages) expect(() => readConfig(env)).toThrow(message);
});

test('a database on a server needs a key, and a file may have one', () => {
  const key = 'AB'.repeat(32);
  for (const url of ['postgres://u:p@h/db', 'postgresql://h/db', 'file:./a.db']) {
    expect(readConfig({ DATABASE_URL: url, PRIVACY_KEY: key })).toMatchObject({
      databaseUrl: url,
      privacyKey: 'ab'.repeat(32),
    });
  }
});

test.each([{ DATABASE_URL: 'postgre://u:very-secret@h/db' }, { PRIVACY_KEY: 'very-secret' }])(
  'a message about %j shows no password and no key',
  (env) => {
    expect(() => readConfig(env)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('very-secret') }),
    );
    expect(() => readConfig(env)).toThrow(Object.keys(env)[0]);
  },
);

test('a message about settings never shows a token', () => {
  expect(() => readConfig({ SLACK_BOT_TOKEN: 'xapp-very-secret', PORT: '3000' })).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('very-secret') }),
  );
});
