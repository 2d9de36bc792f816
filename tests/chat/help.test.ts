import { expect, test } from 'vitest';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { parseCommand } from '../../src/chat/command.js';
import { FIRST_READ } from '../../src/chat/first-read.js';
import { commandReply } from '../../src/chat/help.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.js';
import { SMALL } from './small-knowledge.js';

const catalogue = createCatalogue(SMALL);
const noAddress = () => undefined;

test('help names only what is understood as it stands there', () => {
  const reply = commandReply({ kind: 'help' }, catalogue, noAddress);
  const lines = (reply.kind === 'notice' ? reply.text : '').match(/^\/k8s .*$/gm) ?? [];
  expect(lines.length).toBeGreaterThan(4);
  const kindOf = (line: string) => parseCommand(line, (text) => text === 'Spotify').kind;
  for (const line of lines) {
    const [, command = ''] = /^\/k8s (.*?)(?::|$)/.exec(line) ?? [];
    const word = command.split(' ')[0] ?? '';
    const expected = ['companies', 'onboard', 'channel', 'gaps', 'forget-me'].includes(word) ? word : 'ask';
    if (word === 'channel') expect(kindOf('channel on')).toBe('channel');
    else if (command.startsWith('onboard welcome')) expect(kindOf('onboard welcome on')).toBe('welcome');
    else expect(kindOf(command)).toBe(expected);
  }
});

test('newcomers are given what they should read first, in order, each with a button', () => {
  const reply = commandReply({ kind: 'onboard' }, catalogue, noAddress);
  expect(reply.kind === 'choices' && reply.candidates).toMatchObject([
    {
      title: 'Pods',
      gist: 'what Pods are for',
      button: { kind: 'read', section: sectionKeyOf('concepts/pods.md#intro') },
    },
    { title: 'Deployments' },
    { title: 'Services' },
  ]);
});

test('a knowledge base without documents for newcomers says what to do instead', () => {
  const reply = commandReply({ kind: 'onboard' }, createCatalogue([]), noAddress);
  expect(reply).toMatchObject({ kind: 'notice', text: expect.stringContaining('Ask me instead') });
});

test('the companies are told as the catalogue tells them', () => {
  expect(commandReply({ kind: 'companies' }, catalogue, noAddress)).toMatchObject({
    text: expect.stringContaining('12 companies'),
  });
});

test('every document that newcomers read first is in our knowledge base, and says what it answers', async () => {
  const { documents } = await loadKnowledge(['knowledge']);
  const ours = createCatalogue(documents);
  for (const id of FIRST_READ) expect(ours.find(id)?.section.questions[0], id).toBeTruthy();
});
