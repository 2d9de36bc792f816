import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isForeignLanguage } from '../../src/answers/language.js';
import { createSearch } from '../../src/search/search.js';
import { documentFrom } from '../documents.js';

const search = createSearch([
  documentFrom('# Pods\nA Pod runs containers. Restart it to read its settings again.', 'pods.md'),
  documentFrom('# Rolling back\nUndo the rollout of a Deployment with kubectl.', 'rolling-back.md'),
]);

const isForeign = (question: string) => isForeignLanguage(question, search.parse(question));

test.each([
  ['German', 'Wie kann ich einen Pod neu starten, ohne Daten zu verlieren?'],
  ['French', 'Comment puis-je redémarrer un pod sans perdre mes données ?'],
  ['Spanish', '¿Cómo puedo reiniciar un pod sin perder mis datos?'],
  ['Portuguese', 'Como posso reiniciar um pod sem perder os meus dados?'],
  ['Italian', 'Come posso riavviare un pod senza perdere i miei dati?'],
  ['Dutch', 'Hoe kan ik een pod opnieuw starten zonder mijn gegevens te verliezen?'],
])('a question in %s that nothing answers is foreign: %s', (_, question) => {
  expect(isForeign(question)).toBe(true);
});

test.each([
  'Как перезапустить Pod без потери данных?',
  'Pod を再起動するにはどうすればよいですか',
  'ما هي الحاويات',
  'πώς',
])('a question mostly in other letters than ours is foreign, however short: %s', (question) => {
  expect(isForeign(question)).toBe(true);
});

test.each([
  'who painted the ceiling of the chapel',
  'who won the football match yesterday evening',
  'recommend a good restaurant near the station',
  'why is my cat so loud at night',
  'what should I cook for dinner tonight',
  'how many moons does Jupiter have',
  'where did I leave my umbrella',
  'convert twelve miles into kilometres, please',
])('an English question that nothing answers is not foreign: %s', (question) => {
  expect(isForeign(question)).toBe(false);
});

test.each(['', '?!', '42', 'umbrella', 'Zorgle', 'Wayne Zorgle'])(
  'what is too short to tell, or says nothing, is not foreign: %j',
  (question) => {
    expect(isForeign(question)).toBe(false);
  },
);

test('a foreign word among words that we know makes no question foreign', () => {
  expect(isForeign('undo the rollout of a Deployment in Schadenfreude')).toBe(false);
  expect(isForeign('restart a Pod 再起動')).toBe(false);
});

test('a question of our own words is never foreign, in any order', () => {
  const ours = fc.constantFrom(
    'pod',
    'runs',
    'containers',
    'restart',
    'settings',
    'undo',
    'rollout',
    'kubectl',
    'the',
    'a',
    '?',
  );
  fc.assert(
    fc.property(fc.array(ours, { maxLength: 20 }), (words) => {
      expect(isForeign(words.join(' '))).toBe(false);
    }),
  );
});
