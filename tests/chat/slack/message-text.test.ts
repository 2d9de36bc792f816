import { expect, test } from 'vitest';
import { textOfMessage } from '../../../src/chat/slack/message-text.js';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const line = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const word = (text: string) => ({ type: 'text', text });

test.each<[string, object, string]>([
  ['its own', { text: 'own', attachments: [{ text: 'other' }] }, 'own'],
  ['an attachment’s', { text: ' ', attachments: [{ pretext: 'a', title: 'b', text: 'c' }] }, 'a\nb\nc'],
  [
    'fields',
    { attachments: [{ fields: [{ title: 'Pod', value: 'OOMKilled', short: true }] }] },
    'Pod\nOOMKilled',
  ],
  ['a fallback, where nothing else is', { attachments: [{ fallback: 'instead' }] }, 'instead'],
  ['no fallback, where something else is', { attachments: [{ fallback: 'x', text: 'shown' }] }, 'shown'],
  [
    'a section and its fields',
    { blocks: [{ type: 'section', text: mrkdwn('a'), fields: [mrkdwn('b')] }] },
    'a\nb',
  ],
  ['a header', { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Alert' } }] }, 'Alert'],
  ['blocks in an attachment', { attachments: [{ blocks: [{ type: 'section', text: mrkdwn('a') }] }] }, 'a'],
  [
    'what blocks and attachments both say, once',
    { blocks: [mrkdwn('a')], attachments: [{ text: 'a' }] },
    'a',
  ],
  ['nothing', { text: undefined, blocks: [] }, ''],
])('the text of a message is %s', (_, message, text) => {
  expect(textOfMessage(message)).toBe(text);
});

test('a line of rich text stays one line, however it is marked', () => {
  const bold = { ...word('Pod'), style: { bold: true } };
  const link = { type: 'link', url: 'https://example.com' };
  const list = { type: 'rich_text_list', style: 'bullet', elements: [line(word('one')), line(word('two'))] };
  const elements = [line(word('What is a '), bold, word('? See '), link), list];
  expect(textOfMessage({ blocks: [{ type: 'rich_text', elements }] })).toBe(
    'What is a Pod? See https://example.com\none\ntwo',
  );
});

test.each([undefined, null, 'words', 7, [], { text: 7, blocks: 'no', attachments: { deep: null } }])(
  'whatever comes as a message (%o) has a text or none',
  (message) => expect(typeof textOfMessage(message)).toBe('string'),
);

test('what is nested without end or far too long is not read to its end', () => {
  let deep: object = { text: 'too deep' };
  for (let depth = 0; depth < 1_000; depth++) deep = { elements: [deep] };
  expect(textOfMessage({ blocks: [deep] })).toBe('');
  expect(textOfMessage({ attachments: [{ text: 'x'.repeat(50_000) }] })).toHaveLength(10_000);
});
