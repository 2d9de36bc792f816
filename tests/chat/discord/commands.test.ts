import { SlashCommandBuilder } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/chat/discord/command-words.js';
import { commandsDiffer, commandsFor } from '../../../src/chat/discord/commands.js';
import { APPLICATION_ID, GUILD_ID, registeredCommandOf } from '../../servers/discord-payloads.js';

const wanted = commandsFor({ applicationId: APPLICATION_ID });
const registered = wanted.map((command) => registeredCommandOf({ ...command }));

test('commandsDiffer() passes over the fields and defaults that Discord adds', () => {
  expect(commandsDiffer(registered, wanted)).toBe(false);
});

test('commandsDiffer() passes over the order of contexts, which Discord chooses', () => {
  const reordered = registered.map((command) => ({
    ...command,
    contexts: [2, 0, 1],
    integration_types: [1, 0],
  }));
  expect(commandsDiffer(reordered, wanted)).toBe(false);
});

test.each([
  ['nothing is registered', []],
  ['there is one more', [...registered, registeredCommandOf({ type: 1, name: 'old', description: 'Old' })]],
  ['a description differs', registered.map((command) => ({ ...command, description: 'Old' }))],
  [
    'a translation is missing',
    registered.map((command) => ({ ...command, description_localizations: null })),
  ],
  ['a context is missing', registered.map((command) => ({ ...command, contexts: [0] }))],
  ['contexts are left to Discord', registered.map((command) => ({ ...command, contexts: null }))],
  ['the subcommand is missing', registered.map((command) => ({ ...command, options: undefined }))],
  ['it is no list', { message: 'hello' }],
])('commandsDiffer() tells when %s', (_, found) => {
  expect(commandsDiffer(found, wanted)).toBe(true);
});

test('commandsFor() leaves out what Discord takes for global commands only', () => {
  const [command] = commandsFor({ applicationId: APPLICATION_ID, guildId: GUILD_ID });
  expect(command).not.toHaveProperty('contexts');
  expect(command).not.toHaveProperty('integration_types');
});

type Node = Readonly<Record<string, unknown>>;

/** A command, and everything that is nested in it. */
function partsIn(part: Node): readonly Node[] {
  const options = (part.options ?? []) as readonly Node[];
  return [part, ...options.flatMap(partsIn)];
}

/** The letters that Discord counts of a command. */
function lengthOf(part: Node): number {
  const choices = ((part.choices ?? []) as readonly Node[]).map(
    ({ name, value }) => String(name).length + String(value).length,
  );
  const own = String(part.name).length + String(part.description ?? '').length;
  const options = ((part.options ?? []) as readonly Node[]).map(lengthOf);
  return [own, ...choices, ...options].reduce((sum, each) => sum + each, 0);
}

const SUBCOMMAND = 1;
const STRING = 3;

describe('commandsFor() stays within what Discord takes:', () => {
  const parts = wanted.flatMap((command) => partsIn(command as unknown as Node));
  const typed = parts.filter((part) => part !== (wanted[1] as unknown));

  test('names', () => {
    const [, message] = wanted;
    expect(message?.name).toMatch(/^.{1,32}$/);
    expect(message).not.toHaveProperty('description');
    for (const { name } of typed) expect(name).toMatch(/^[-_\p{Ll}\p{Lo}\p{N}]{1,32}$/u);
  });

  test('descriptions', () => {
    for (const { description } of typed) expect(description).toMatch(/^.{1,100}$/);
  });

  test('translations of everything that is read, into every language', () => {
    const read = parts.flatMap(
      ({ name, description, name_localizations, description_localizations, choices }) => [
        description === undefined ? [name, name_localizations] : [description, description_localizations],
        ...((choices ?? []) as readonly Node[]).map((choice) => [choice.name, choice.name_localizations]),
      ],
    );
    for (const [english, translations] of read) {
      expect(Object.keys(translations ?? {}), String(english)).toEqual([...LANGUAGES]);
      for (const text of Object.values(translations as object)) expect(text).toMatch(/^.{1,100}$/);
    }
    const message = Object.values(wanted[1]?.name_localizations ?? {});
    for (const name of message) expect(name).toMatch(/^.{1,32}$/);
  });

  test('options, required ones first, and their names once', () => {
    for (const part of parts) {
      const options = (part.options ?? []) as readonly Node[];
      expect(options.length).toBeLessThanOrEqual(25);
      expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
      const required = options.map(({ required }) => required === true);
      expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
      if (part.type === SUBCOMMAND && !wanted.includes(part as never))
        expect(options.map(({ type }) => type)).not.toContain(SUBCOMMAND);
    }
  });

  test('choices, which exclude suggestions, and lengths', () => {
    for (const { type, choices, autocomplete, max_length } of parts) {
      if (choices !== undefined) expect(autocomplete).toBeUndefined();
      for (const { name, value } of (choices ?? []) as readonly Node[]) {
        expect(name).toMatch(/^.{1,100}$/);
        expect(value).toMatch(/^.{1,100}$/);
      }
      if (autocomplete !== undefined) expect(type).toBe(STRING);
      if (max_length !== undefined) expect(max_length).toSatisfy((max: number) => max >= 1 && max <= 6_000);
    }
  });

  test('8,000 letters in all', () => {
    for (const command of wanted) expect(lengthOf(command as unknown as Node)).toBeLessThanOrEqual(8_000);
  });

  test('what its own builders take', () => {
    const validated = (part: Node): void => {
      if (part.type === SUBCOMMAND) validateName(part);
      for (const option of (part.options ?? []) as readonly Node[]) validated(option);
    };
    for (const command of wanted) validated(command as unknown as Node);
  });
});

function validateName({ name, description }: Node): void {
  const builder = new SlashCommandBuilder().setName(String(name)).setDescription(String(description));
  expect(builder.toJSON()).toMatchObject({ name, description });
}
