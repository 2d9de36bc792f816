import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  AUTO_ANSWER_SCOPES,
  SCOPES,
  slackManifest,
  WELCOME_SCOPES,
} from '../../../src/chat/slack/manifest.js';
import { manifestCommand } from '../../../src/chat/slack/manifest-command.js';

/** The right that Slack wants for each method, as its reference says; none for those that need no more than a token. */
const SCOPE_OF_METHOD: Readonly<Record<string, string | undefined>> = {
  'auth.test': undefined,
  'views.open': undefined,
  'views.push': undefined,
  'views.update': undefined,
  'views.publish': undefined,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.history': 'im:history',
  'users.info': 'users:read',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
};

/** The right that Slack wants for each event. */
const SCOPE_OF_EVENT: Readonly<Record<string, string | undefined>> = {
  app_home_opened: undefined,
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  member_joined_channel: 'channels:read',
  team_join: 'users:read',
};

/** Of a private channel, another right tells who joins. */
const SCOPES_BESIDES = ['groups:read'];

const FOLDER = 'src/chat/slack';
const code = readdirSync(FOLDER)
  .map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'))
  .join('\n');

function all(pattern: RegExp): string[] {
  return [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

const methods = all(/\bclient\.((?:\w+\.)*\w+)\(/g).filter((name) => name.includes('.'));
const listened = all(/app\.event\('([\w.]+)'/g);

const manifest = slackManifest({});
const widened = slackManifest({ autoAnswer: true });

const welcoming = slackManifest({ welcome: true });
const whole = slackManifest({ autoAnswer: true, welcome: true });

/** What the code does that only a bot does which reads channels, or welcomes people. */
const WIDE_METHODS = new Set(['users.info', 'conversations.open']);

function scopesFor(calls: readonly string[], events: readonly string[]): string[] {
  const wanted = [
    ...calls.map((call) => SCOPE_OF_METHOD[call]),
    ...events.map((event) => SCOPE_OF_EVENT[event]),
  ];
  return [...new Set([...wanted.filter((scope) => scope !== undefined), 'commands'])].sort();
}

test('every method and event that the code uses is known to this test', () => {
  expect(methods.filter((method) => !(method in SCOPE_OF_METHOD))).toEqual([]);
  expect(methods.length).toBeGreaterThan(4);
  expect(listened).toEqual([
    'app_home_opened',
    'app_mention',
    'member_joined_channel',
    'message',
    'team_join',
  ]);
});

test('the manifest asks for the rights that the code needs, not one more and not one less', () => {
  const events = manifest.settings.event_subscriptions.bot_events;
  const calls = methods.filter((method) => !WIDE_METHODS.has(method));
  expect(manifest.oauth_config.scopes.bot).toEqual(scopesFor(calls, events));
});

test('with auto-answer it asks for the rights to read channels besides', () => {
  const events = widened.settings.event_subscriptions.bot_events;
  const calls = methods.filter((method) => method !== 'conversations.open');
  expect(widened.oauth_config.scopes.bot).toEqual(scopesFor(calls, events));
});

test('to welcome people it asks for the rights to see who joins besides, public channels and private ones', () => {
  const events = welcoming.settings.event_subscriptions.bot_events;
  expect(events).toEqual([
    'app_home_opened',
    'app_mention',
    'member_joined_channel',
    'message.im',
    'team_join',
  ]);
  const wanted = [...scopesFor(methods, events), ...SCOPES_BESIDES].sort();
  expect(welcoming.oauth_config.scopes.bot).toEqual(wanted);
  expect(wanted).toEqual([...Object.keys(SCOPES), ...Object.keys(WELCOME_SCOPES)].sort());
});

test('with both it asks for each right once', () => {
  const { bot } = whole.oauth_config.scopes;
  expect(bot).toEqual(
    [...new Set([...widened.oauth_config.scopes.bot, ...welcoming.oauth_config.scopes.bot])].sort(),
  );
});

test('it subscribes to what the code listens to, and to nothing else', () => {
  const kinds = (events: readonly string[]) =>
    [...new Set(events.map((event) => event.split('.', 1)[0]))].sort();
  const usual = ['app_home_opened', 'app_mention', 'message'];
  expect(kinds(manifest.settings.event_subscriptions.bot_events)).toEqual(usual);
  expect(kinds(widened.settings.event_subscriptions.bot_events)).toEqual(usual);
  expect(kinds(whole.settings.event_subscriptions.bot_events)).toEqual(listened);
  expect(
    manifest.settings.event_subscriptions.bot_events.filter((event) => event.startsWith('message')),
  ).toEqual(['message.im']);
});

test('it names the command and the shortcuts that the code listens to', () => {
  expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(
    all(/app\.command\('([^']+)'/g),
  );
  expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id).sort()).toEqual(
    all(/callback_id: '(\w+)' \}/g),
  );
});

test('nothing in it is longer than Slack allows', () => {
  const { display_information, features } = manifest;
  expect(display_information.name.length).toBeLessThanOrEqual(35);
  expect(display_information.description.length).toBeLessThanOrEqual(140);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  for (const { name, description } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});

function run(...args: string[]) {
  let out = '';
  let complaints = '';
  const code = manifestCommand(
    args,
    (text) => {
      out += text;
    },
    (text) => {
      complaints += text;
    },
  );
  return { code, out, complaints };
}

test('the command prints YAML for Socket Mode', () => {
  const { code, out } = run();
  expect(code).toBe(0);
  expect(parse(out)).toEqual(manifest);
  expect(manifest.settings.socket_mode_enabled).toBe(true);
  expect(out).not.toContain('url:');
});

test('with an address it prints the manifest for HTTP, with every address that Slack sends to', () => {
  const { out } = run('--url', 'https://bot.example.com', '--json');
  const endpoint = 'https://bot.example.com/slack/events';
  expect(JSON.parse(out)).toMatchObject({
    features: { slash_commands: [{ url: endpoint }] },
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { request_url: endpoint },
      interactivity: { request_url: endpoint, message_menu_options_url: endpoint },
    },
  });
});

test('with --welcome, and with all at once, it prints that manifest', () => {
  expect(parse(run('--welcome').out)).toEqual(welcoming);
  expect(parse(run('--auto-answer', '--welcome').out)).toEqual(whole);
  expect(run('--help').out).toContain('--welcome');
});

test.each([[['--url', 'bot.example.com']], [['--url', 'http://bot.example.com']], [['--everything']]])(
  '%s is refused with what would do',
  (args) => {
    const { code, out, complaints } = run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(complaints).toContain('Usage: npm run -s slack:manifest');
  },
);

test('the README names every right that the app asks for', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const [scope, purpose] of Object.entries(SCOPES)) {
    expect(readme).toMatch(new RegExp(`\\| \`${scope}\` \\| ${purpose}`));
  }
  for (const scope of Object.keys(AUTO_ANSWER_SCOPES)) expect(readme).toContain(`\`${scope}\``);
});
