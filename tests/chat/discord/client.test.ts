import { ChannelType, Events, GatewayIntentBits } from 'discord.js';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createClient, intentsFor } from '../../../src/chat/discord/client.js';
import { createGateway } from '../../../src/chat/discord/gateway.js';
import { tellPersonOnce } from '../../../src/chat/discord/tell-person.js';
import { notice } from '../../../src/chat/reply.js';
import { nextId, userOf } from '../../servers/discord-payloads.js';
import { startDiscordServer, TOKEN } from '../../servers/discord-server.js';

const USUAL = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

test('intentsFor() asks for nothing privileged', () => {
  expect(intentsFor({})).toEqual(USUAL);
  expect(intentsFor({ autoAnswerChannels: [] })).toEqual(USUAL);
});

test('intentsFor() asks to read messages where channels are chosen', () => {
  const intents = intentsFor({ autoAnswerChannels: ['300000000000000001'] });
  expect(intents).toEqual([...USUAL, GatewayIntentBits.MessageContent]);
});

test('intentsFor() asks to be told who joins where newcomers are welcomed', () => {
  expect(intentsFor({ seesJoins: true })).toEqual([...USUAL, GatewayIntentBits.GuildMembers]);
});

test('createClient() keeps nothing of two thousand who join and are told something', async () => {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.close());
  discord.habits.serverMembers = true;
  const settings = { requestsPerSecond: 10_000, apiUrl: discord.apiUrl, seesJoins: true };
  const client = createClient(settings, createGateway(), pino({ level: 'silent' }));
  onTestFinished(() => client.destroy());
  await client.login(TOKEN);
  await vi.waitFor(() => expect(client.isReady()).toBe(true), 5_000);
  const sizes = () => {
    const direct = client.channels.cache.filter(({ type }) => type === ChannelType.DM);
    const [guild] = client.guilds.cache.values();
    return {
      users: client.users.cache.size,
      members: guild?.members.cache.size ?? 0,
      channels: client.channels.cache.size - direct.size,
      direct: direct.size,
    };
  };
  const before = sizes();
  const people = Array.from({ length: 2_000 }, () => userOf(nextId(), 'newcomer'));
  for (const user of people) discord.joinGuild(user);
  await Promise.all(people.map(({ id }) => tellPersonOnce(client, id, notice('Welcome!'), '')));
  await vi.waitFor(() => expect(client.guilds.cache.first()?.memberCount).toBe(2_002), 5_000);
  // The library emits this whenever it has swept, every hour.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 });
  client.emit(Events.CacheSweep, 'Swept 0 users.');
  vi.useRealTimers();
  const after = sizes();
  expect(discord.posted).toHaveLength(2_000);
  expect(after.users).toBeLessThanOrEqual(201);
  expect(after.members).toBeLessThanOrEqual(before.members + 1);
  expect({ ...after, users: 0, members: 0 }).toEqual({ ...before, users: 0, members: 0, direct: 0 });
}, 60_000);

test('createClient() pings nobody and posts nothing twice', async () => {
  const settings = { requestsPerSecond: 50, apiUrl: 'http://127.0.0.1:1/api/' };
  const client = createClient(settings, createGateway(), pino({ level: 'silent' }));
  expect(client.options.allowedMentions).toEqual({ parse: [], repliedUser: false });
  expect(client.options.enforceNonce).toBe(true);
  expect(client.options.rest?.api).toBe('http://127.0.0.1:1/api');
  await client.destroy();
});
