import fc from 'fast-check';
import { expect, test } from 'vitest';
import { termsOf } from '../../src/search/terms.js';

test.each([
  ['What does kube-proxy do?', ['kube-proxi', 'kube', 'proxi']],
  ['CrashLoopBackOff', ['crashloopbackoff', 'crash', 'loop', 'back']],
  ['targetPort', ['targetport', 'target', 'port']],
  ['OOMKilled', ['oomkil', 'oom', 'kill']],
  ['since v1.24', ['v1.24', '1.24']],
  ["Babylon's clusters", ['babylon', 'cluster']],
  ['virtualisation utilises organised', ['virtual', 'util', 'organ']],
  ['promised noise', ['promis', 'nois']],
  ['the of and', []],
  ['Straße 東京', ['straße', '東京']],
  ['😀 !!! ', []],
])('termsOf(%j)', (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test('termsOf() takes any string, and gives lower-case terms of bounded length without spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const term of termsOf(text)) {
        expect(term).toMatch(/^\S{1,40}$/u);
        expect(term).toBe(term.toLowerCase());
      }
    }),
  );
});
