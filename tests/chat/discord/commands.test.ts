import { expect, test } from 'vitest';
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
