import { expect, test } from 'vitest';
import type { Button } from '../../../../src/chat/button.js';
import { notice, type Reply } from '../../../../src/chat/reply.js';
import { sectionKeyOf } from '../../../../src/chat/section-key.js';
import { createShown } from '../../../../src/chat/web/page/shown.js';
import { GONE } from '../../../../src/chat/words.js';

const BY = { platform: 'web', user: '1' };

const press = async (): Promise<Reply> => GONE;

test('a reply without a button is found again, until as many others have been shown as are kept', async () => {
  const shown = createShown(press, 2);
  const [one = '', two = '', three = ''] = ['one', 'two', 'three'].map((text) => shown.keep(notice(text)));
  expect(await shown.find(one, BY)).toBeUndefined();
  expect(await shown.find(two, BY)).toEqual(notice('two'));
  expect(await shown.find(three, BY)).toEqual(notice('three'));
  expect(new Set([one, two, three]).size).toBe(3);
});

test('what was never shown is not found', async () => {
  const shown = createShown(press);
  expect(await shown.find('__proto__', BY)).toBeUndefined();
  expect(await shown.find('answer-gone', BY)).toBeUndefined();
});

const section = 'concepts/pods.md#storage';
const passage = { title: 'Pods', blocks: [], shortened: false, sources: [], section } as const;
const why = [{ label: 'Why?', button: { kind: 'why', answer: 'answer-2' } }] as const;

test.each<[string, Reply, Button]>([
  ['an answer', { ...notice('a'), rated: 'answer-1' }, { kind: 'share', answer: 'answer-1' }],
  ['a refusal to answer', { ...notice('b'), buttons: why }, { kind: 'share', answer: 'answer-2' }],
  ['a section', { kind: 'excerpt', passage, related: [] }, { kind: 'read', section: sectionKeyOf(section) }],
])('%s is made again after a restart', async (_, reply, button) => {
  const id = createShown(press).keep(reply);
  const pressed: Button[] = [];
  const restarted = createShown(async (each) => {
    pressed.push(each);
    return reply;
  });
  expect(await restarted.find(id, BY)).toBe(reply);
  expect(pressed).toEqual([button]);
});
