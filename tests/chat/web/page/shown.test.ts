import { expect, test } from 'vitest';
import { notice } from '../../../../src/chat/reply.js';
import { createShown } from '../../../../src/chat/web/page/shown.js';

test('a reply that was shown is found again, until as many others have been shown as are kept', () => {
  const shown = createShown(2);
  const [one, two, three] = ['one', 'two', 'three'].map((text) => shown.keep(notice(text)));
  expect(shown.find(one ?? '')).toBeUndefined();
  expect(shown.find(two ?? '')).toEqual(notice('two'));
  expect(shown.find(three ?? '')).toEqual(notice('three'));
  expect(new Set([one, two, three]).size).toBe(3);
});

test('what was never shown is not found', () => {
  expect(createShown().find('__proto__')).toBeUndefined();
});
