import { GatewayIntentBits } from 'discord.js';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createClient, intentsFor } from '../../../src/chat/discord/client.js';
import { createGateway } from '../../../src/chat/discord/gateway.js';

const USUAL = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

test('intentsFor() asks for nothing privileged', () => {
  expect(intentsFor({})).toEqual(USUAL);
  expect(intentsFor({ autoAnswerChannels: [] })).toEqual(USUAL);
});

test('intentsFor() asks to read messages where channels are chosen', () => {
  const intents = intentsFor({ autoAnswerChannels: ['300000000000000001'] });
  expect(intents).toEqual([...USUAL, GatewayIntentBits.MessageContent]);
});

test('createClient() pings nobody and posts nothing twice', async () => {
  const settings = { requestsPerSecond: 50, apiUrl: 'http://127.0.0.1:1/api/' };
  const client = createClient(settings, createGateway(), pino({ level: 'silent' }));
  expect(client.options.allowedMentions).toEqual({ parse: [], repliedUser: false });
  expect(client.options.enforceNonce).toBe(true);
  expect(client.options.rest?.api).toBe('http://127.0.0.1:1/api');
  await client.destroy();
});
