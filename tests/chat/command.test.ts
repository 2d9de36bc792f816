import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommand } from '../../src/chat/command.js';

const namesCompany = (text: string) => ['spotify', 'acme corp'].includes(text.toLowerCase());
const read = (line: string) => parseCommand(line, namesCompany);

test.each([
  ['', { kind: 'help' }],
  ['   ', { kind: 'help' }],
  ['help', { kind: 'help' }],
  ['  HELP ', { kind: 'help' }],
  ['?', { kind: 'help' }],
  ['ask', { kind: 'help' }],
  ['onboard', { kind: 'onboard' }],
  ['Onboarding', { kind: 'onboard' }],
  ['onboard team', { kind: 'onboard', team: true }],
  ['onboard welcome', { kind: 'welcome' }],
  ['Onboard  Welcome   ON ', { kind: 'welcome', choice: 'on' }],
  ['onboard welcome here', { kind: 'welcome', choice: 'here' }],
  ['onboarding welcome off', { kind: 'welcome', choice: 'off' }],
  ['companies', { kind: 'companies' }],
  ['channel', { kind: 'channel' }],
  ['channel on', { kind: 'channel', mode: 'on' }],
  ['channel  MENTIONS ', { kind: 'channel', mode: 'mentions' }],
  ['channel off', { kind: 'channel', mode: 'off' }],
  ['gaps', { kind: 'gaps' }],
  [' GAPS ', { kind: 'gaps' }],
  ['forget-me', { kind: 'forget-me' }],
  ['Forget-Me', { kind: 'forget-me' }],
  ['forgetme', { kind: 'forget-me' }],
])('“%s” is a command', (line, command) => {
  expect(read(line)).toEqual(command);
});

test.each([
  'help me with a pod',
  'What is a Pod?',
  'onboard a new node',
  'onboard welcome everybody',
  'onboard welcome on monday',
  'onboard welcome constructor',
  'onboard teams',
  'channel on or off?',
  'channel constructor',
  'case sensitive labels?',
  'casebook',
  'helpful',
  'constructor',
  '__proto__',
  'gaps in the logs?',
  'gaps?',
  'forget-me not',
  'forget-me now please',
])('“%s” is a question as it stands', (line) => {
  expect(read(line)).toEqual({ kind: 'ask', question: line });
});

test.each(['companies Prometheus', 'compare Deployment and StatefulSet'])(
  '“%s” is a question that follows no other',
  (line) => {
    expect(read(line)).toEqual({ kind: 'ask', question: line, isWhole: true });
  },
);

test('“ask” and what is behind it is a question without that word', () => {
  expect(read('ask  help')).toEqual({ kind: 'ask', question: 'help' });
  expect(read('Ask what is\na Pod?')).toEqual({ kind: 'ask', question: 'what is\na Pod?' });
});

test.each(['Spotify', 'acme Corp'])('“case %s” asks about that company', (company) => {
  const command = read(`case ${company}`);
  expect(command.kind).toBe('ask');
  expect(command.kind === 'ask' && command.question).toContain(company);
  expect(command.kind === 'ask' && command.question).not.toBe(`case ${company}`);
});

test('no line is too strange to be read, and a question keeps its words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => {
      const command = parseCommand(line, () => false);
      if (command.kind === 'ask') expect(line).toContain(command.question);
    }),
  );
});
