import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerId } from '../../src/answers/answer.js';
import { type Button, buttonText, parseButton } from '../../src/chat/button.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';

const answer = fc.uuid().map((id): AnswerId => `answer-${id}`);
const number = fc.nat(9_999);

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.string().map((path): Button => ({ kind: 'read', section: sectionKeyOf(`${path}.md#intro`) })),
  fc.tuple(answer, number).map(([id, place]): Button => ({ kind: 'section', answer: id, place })),
  fc.tuple(answer, number).map(([id, page]): Button => ({ kind: 'more', answer: id, page })),
  answer.map((id): Button => ({ kind: 'why', answer: id })),
  answer.map((id): Button => ({ kind: 'share', answer: id })),
  answer.map((id): Button => ({ kind: 'comment', answer: id })),
  answer.map((id): Button => ({ kind: 'tell', answer: id })),
  fc
    .constantFrom(...(['tracks', 'not-now', 'reminders', 'no-reminders', 'name', 'no-name'] as const))
    .map((wants): Button => ({ kind: 'newcomer', wants })),
  fc.constantFrom('companies' as const, 'onboard' as const).map((page): Button => ({ kind: 'post', page })),
  fc.tuple(answer, fc.boolean()).map(([id, isHelpful]): Button => ({ kind: 'rate', answer: id, isHelpful })),
);

test('a button is read as it was written, and takes no more than Discord lets a button remember', () => {
  fc.assert(
    fc.property(button, (each) => {
      const text = buttonText(each);
      expect(parseButton(text)).toEqual(each);
      expect(text.length).toBeLessThanOrEqual(100);
      expect(text).toMatch(/^[\w -]+$/);
    }),
  );
});

test('a section fits into the value of an option, which Slack takes up to 75 characters', () => {
  const section = sectionKeyOf(`${'folder/'.repeat(50)}document.md#a-heading`);
  expect(buttonText({ kind: 'read', section }).length).toBeLessThanOrEqual(75);
});

test('whatever is read, it is a button or nothing', () => {
  const id = `answer-${randomUUID()}`;
  const part = fc.constantFrom(
    'v1',
    'v2',
    'why',
    'more',
    'section',
    'rate',
    'read',
    'share',
    'comment',
    'tell',
    'post',
    'companies',
    'onboard',
    'newcomer',
    'not-now',
    'tracks',
    id,
    '0',
    '-1',
    ' ',
    '\n',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const read = parseButton(text);
      if (read !== undefined) expect(parseButton(buttonText(read))).toEqual(read);
    }),
  );
});

test.each([
  '',
  'v1',
  'v1 why',
  'v2 why answer-1',
  'V1 WHY answer-1',
  ' v1 why answer-1',
  'v1 why answer-1 ',
  'v1 why answer-1\n',
  'v1 why answer-',
  'v1 why 1',
  'v1 section answer-1',
  'v1 more answer-1',
  'v1 rate answer-1',
  'v1 section answer-1 -1',
  'v1 section answer-1 1.5',
  'v1 section answer-1 10000',
  'v1 section answer-1 0x1',
  'v1 toString answer-1 1',
  'v1 __proto__ answer-1 1',
  'v1 read answer-1',
  'v1 read 0123456789abcde',
  'v1 read 0123456789ABCDEF',
  'v1 post',
  'v1 post help',
  'v1 post channel',
  'v1 post constructor',
  'v1 post companies ',
  'v1 post companies answer-1',
  'v1 post answer-1',
  'v1 comment',
  'v1 tell',
  'v1 tell companies',
  'v1 forget answer-1',
  'v1 gaps answer-1',
  'v1 newcomer',
  'v1 newcomer tracks ',
  'v1 newcomer constructor',
  'v1 newcomer answer-1',
  'v1 tracks',
  `v1 why answer-${'x'.repeat(65)}`,
])('“%s” is no button of ours', (text) => {
  expect(parseButton(text)).toBeUndefined();
});

test('two sections have two short names, and each the same one every time', () => {
  expect(sectionKeyOf('a.md#intro')).toBe(sectionKeyOf('a.md#intro'));
  expect(sectionKeyOf('a.md#intro')).not.toBe(sectionKeyOf('a.md#phases'));
  expect(sectionKeyOf('a.md#intro')).toMatch(/^[0-9a-f]{16}$/);
});
