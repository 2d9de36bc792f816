import { afterEach, expect, test } from 'vitest';
import { createRateLimits, type RateLimitSettings } from '../../../src/chat/rate-limits.js';
import { pressOf, subcommandOf } from '../../servers/discord-interactions.js';
import {
  BOT_USER,
  CHANNEL_ID,
  directMessageOf,
  guildMessageOf,
  nextId,
  userOf,
} from '../../servers/discord-payloads.js';
import { textsOf } from '../../servers/discord-server.js';
import { buttonNamed, type Guild, type GuildOptions, mentionOf, openGuild, until } from './guild.js';

let guild: Guild;

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

const OF_PERSON = /That is more at once than I can keep up with\. Please try again in (60|59) seconds\./;
const OF_CHANNEL =
  /This channel asks more at once.* try again in (60|59) seconds, or ask me in a direct message\./;
const ANSWER = 'A Pod is the smallest thing';

const open = async (settings: RateLimitSettings, more: GuildOptions = {}) => {
  guild = await openGuild({ parts: { limits: createRateLimits(settings) }, ...more });
};

const ask = (parts: Parameters<typeof mentionOf>[1] = {}) =>
  guild.nextShown(() => guild.message(mentionOf('What is a Pod?', parts)));

const command = (question: string) =>
  guild.nextShown(() => guild.interact(subcommandOf('ask', { question })));

const OTHER = userOf('5', 'bob');

test('with mentions, somebody who asks too much is told so each time, while others are answered', async () => {
  await open({ person: 1, channel: 0 });
  expect(textsOf(await ask())).toContain(ANSWER);
  for (const id of [nextId(), nextId()]) {
    const refusal = await ask({ id });
    expect(refusal).toMatchObject({ channel_id: id });
    expect(textsOf(refusal)).toMatch(OF_PERSON);
  }
  expect(textsOf(await ask({ author: OTHER }))).toContain(ANSWER);
  expect(guild.questions).toHaveLength(2);
});

test('with /k8s and with buttons, somebody who asks too much is told so alone', async () => {
  await open({ person: 1, channel: 0 });
  const answer = await ask();
  const refusal = await command('What is a Pod?');
  expect(refusal).toMatchObject({ isPrivate: true });
  expect(textsOf(refusal)).toMatch(OF_PERSON);
  const pressed = await guild.nextShown(() =>
    guild.interact(pressOf(answer, buttonNamed(answer, 'Why this?'))),
  );
  expect(pressed).toMatchObject({ isPrivate: true });
  expect(textsOf(pressed)).toMatch(OF_PERSON);
  expect(guild.questions).toHaveLength(1);
});

test('those who ask too much in one channel are told that it is the channel, and may ask in a direct message', async () => {
  await open({ person: 0, channel: 1 });
  await ask();
  expect(textsOf(await ask({ author: OTHER }))).toMatch(OF_CHANNEL);
  const direct = directMessageOf({ content: 'What is a Pod?', author: OTHER });
  expect(textsOf(await guild.nextShown(() => guild.message(direct)))).toContain(ANSWER);
});

test('whoever did not ask the bot gets no word', async () => {
  await open({ person: 1, channel: 0 }, { settings: { autoAnswerChannels: [CHANNEL_ID] } });
  await guild.nextShown(() => guild.message(guildMessageOf({ content: 'What is a Pod?' })));
  guild.message(guildMessageOf({ content: 'What is a Service?' }));
  expect(await guild.said()).toHaveLength(1);
});

test('fifty mentions of one person at once are all answered with the usual limits', async () => {
  await open({ person: 120, channel: 600 });
  for (let i = 0; i < 50; i++) guild.message(mentionOf('What is a Pod?', { mentions: [BOT_USER] }));
  await until(() => expect(guild.discord.shown).toHaveLength(50));
  for (const shown of guild.discord.shown) expect(textsOf(shown)).toContain(ANSWER);
  for (const warning of guild.takeWarnings()) expect(warning).toBe('Discord asks to wait between requests');
});
