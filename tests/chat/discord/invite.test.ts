import { readdirSync, readFileSync } from 'node:fs';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { applicationIdOf, inviteLink, PERMISSIONS } from '../../../src/chat/discord/invite.js';

const ID = '100000000000000001';
const NAMES = Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[];

/** As Discord's apps name them. */
const SHOWN_AS = {
  ViewChannel: 'View Channels',
  SendMessages: 'Send Messages',
  CreatePublicThreads: 'Create Public Threads',
  SendMessagesInThreads: 'Send Messages in Threads',
  ReadMessageHistory: 'Read Message History',
  EmbedLinks: 'Embed Links',
} satisfies Record<keyof typeof PERMISSIONS, string>;

describe('inviteLink()', () => {
  const url = new URL(inviteLink(ID));

  test('asks for the bot and its commands', () => {
    expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(url.searchParams.get('client_id')).toBe(ID);
    expect(url.searchParams.get('scope')).toBe('bot applications.commands');
  });

  test('asks for the permissions that are named, and no others', () => {
    const asked = BigInt(url.searchParams.get('permissions') ?? '');
    const named = Object.entries(PermissionFlagsBits)
      .filter(([, bit]) => (asked & bit) !== 0n)
      .map(([name]) => name);
    expect(named.sort()).toEqual([...NAMES].sort());
    expect(asked).toBe(NAMES.map((name) => PermissionFlagsBits[name]).reduce((all, bit) => all | bit, 0n));
  });

  test('asks for every permission that the code looks for', () => {
    const folder = new URL('../../../src/chat/discord/', import.meta.url);
    const code = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const used = [...code.join('\n').matchAll(/PermissionFlagsBits\.(\w+)/g)].map(([, name]) => name);
    // What is looked for in people, not in the bot.
    const ofPeople = ['ManageChannels', 'ManageGuild'];
    expect(used.length).toBeGreaterThan(ofPeople.length);
    for (const name of used) expect([...NAMES, ...ofPeople]).toContain(name);
  });
});

test('README.md names each permission with what it is for, and no others', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, table = ''] = readme.split(/^ *\| permission \| what for \|\n.*\n/m);
  const rows = (table.split(/\n\s*\n/, 1)[0] ?? '')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const inTable = rows.map(([, name, reason]) => [name, reason]).filter(([name]) => name);
  expect(inTable).toEqual(NAMES.map((name) => [SHOWN_AS[name], PERMISSIONS[name]]));
});

test('applicationIdOf() reads the id that a token begins with, and nothing else', () => {
  const token = (first: string) => `${Buffer.from(first).toString('base64')}.GtEsTs.secret`;
  expect(applicationIdOf(token(ID))).toBe(ID);
  for (const other of ['', 'a', token(''), token('12'), token(`${ID}x`), token('9'.repeat(21)), '...'])
    expect(applicationIdOf(other)).toBeUndefined();
});
