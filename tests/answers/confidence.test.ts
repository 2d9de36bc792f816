import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  confidenceFrom,
  type Judgement,
  judge,
  type Signals,
  SURE,
  signalsOfHits,
  UNSURE,
} from '../../src/answers/confidence.js';
import { createScopeReader, type Scope } from '../../src/answers/scope.js';
import type { Hit } from '../../src/search/search.js';
import { documentFrom } from '../documents.js';

/** The signs of a question that shows none. */
const NO_SIGNS: Scope = createScopeReader({})('');

const NOTHING: Signals = {
  coverage: 0,
  evidence: 0,
  likeness: 0,
  prominence: 0,
  lead: 0,
  agreement: 0,
  named: 0,
  described: 0,
  guessed: 0,
  subject: 0,
  thisSubject: 0,
  strayCompany: 0,
  foreignOnly: 0,
  unknownWords: 0,
  unknownName: 0,
  ...NO_SIGNS,
};

/** What all of a question's words in one section, far ahead of the next, look like. */
const CLEAR: Signals = { ...NOTHING, coverage: 1, evidence: 2, likeness: 1, prominence: 1, lead: 1 };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const flag = fc.integer({ min: 0, max: 1 });
const scope = fc.array(flag, { minLength: 20, maxLength: 20 }).map((values) => {
  const signs = Object.keys(NO_SIGNS).map((sign, position) => [sign, values[position] ?? 0]);
  return Object.fromEntries(signs) as Scope;
});
const besides = fc.record({
  coverage: share,
  evidence: fc.double({ min: 0, max: 3, noNaN: true }),
  likeness: share,
  prominence: share,
  lead: share,
  agreement: share,
  named: flag,
  described: flag,
  guessed: flag,
  subject: flag,
  thisSubject: flag,
  strayCompany: flag,
  foreignOnly: flag,
  unknownWords: fc.nat(5),
  unknownName: flag,
});
const signals: fc.Arbitrary<Signals> = fc
  .tuple(besides, scope)
  .map(([others, signs]) => ({ ...others, ...signs }));

/** What speaks against a question or its answer; a word of Kubernetes speaks for it. */
const AGAINST: readonly (keyof Signals)[] = [
  ...(Object.keys(NO_SIGNS) as (keyof Scope)[]).filter((sign) => sign !== 'kubernetes'),
  'foreignOnly',
  'strayCompany',
  'unknownWords',
  'unknownName',
];

const judgementOf = (answerable: number, right: number): Judgement => ({
  answerable,
  right,
  signals: NOTHING,
});

/** How sure we may be, the surest first. */
const ORDER = ['sure', 'unsure', 'none'] as const;
const rankOf = (given: Signals) => ORDER.indexOf(confidenceFrom(judge(given)));

test('a section that holds all of the question makes sure, one that holds nothing of it is no answer', () => {
  expect(confidenceFrom(judge(CLEAR))).toBe('sure');
  expect(confidenceFrom(judge(NOTHING))).toBe('none');
});

test('a judgement is sure, unsure or none from its thresholds on', () => {
  expect(confidenceFrom(judgementOf(1, SURE))).toBe('sure');
  expect(confidenceFrom(judgementOf(1, SURE - 1e-9))).toBe('unsure');
  expect(confidenceFrom(judgementOf(UNSURE, 0))).toBe('unsure');
  expect(confidenceFrom(judgementOf(UNSURE - 1e-9, 1))).toBe('none');
});

test('a judgement keeps its signals, and its probabilities are between 0 and 1', () => {
  fc.assert(
    fc.property(signals, (given) => {
      const { answerable, right, signals: kept } = judge(given);
      expect(kept).toEqual(given);
      for (const probability of [answerable, right]) {
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test.each(['coverage', 'likeness', 'prominence', 'lead', 'agreement'] as const)(
  'more %s never makes less sure',
  (signal) => {
    fc.assert(
      fc.property(signals, share, (given, other) => {
        const less = judge({ ...given, [signal]: Math.min(given[signal], other) });
        const more = judge({ ...given, [signal]: Math.max(given[signal], other) });
        expect(more.answerable).toBeGreaterThanOrEqual(less.answerable);
        expect(more.right).toBeGreaterThanOrEqual(less.right);
        expect(ORDER.indexOf(confidenceFrom(more))).toBeLessThanOrEqual(ORDER.indexOf(confidenceFrom(less)));
      }),
    );
  },
);

test.each(AGAINST)('a sign of %s makes less sure', (sign) => {
  fc.assert(
    fc.property(signals, (given) => {
      const without = { ...given, [sign]: 0 };
      const shown = { ...given, [sign]: 1 };
      expect(judge(shown).answerable).toBeLessThan(judge(without).answerable);
      expect(judge(shown).right).toBeLessThan(judge(without).right);
      expect(rankOf(shown)).toBeGreaterThanOrEqual(rankOf(without));
    }),
  );
});

const pods = documentFrom('# Pods\nWhat a Pod is.\n## Phases\nPending.\n## Logs\nLines.', 'pods.md');
const nodes = documentFrom('# Nodes\nWhat a node is.', 'nodes.md');
const hitIn = (document: typeof pods, position: number, score: number): Hit => {
  const section = document.sections[position];
  if (section === undefined) throw new Error(`${document.path} has no section ${position}`);
  return {
    document,
    section,
    score,
    coverage: 0.5,
    evidence: Math.E - 1,
    likeness: 0.25,
    prominence: 0.75,
    terms: {},
  };
};

test('the only hit leads by all there is, and none agrees with it', () => {
  const best = hitIn(pods, 0, 4);
  expect(signalsOfHits(best, [best])).toEqual({
    coverage: 0.5,
    evidence: 1,
    likeness: 0.25,
    prominence: 0.75,
    lead: 1,
    agreement: 0,
  });
});

test('the lead is what the next is behind, and never below nothing', () => {
  const best = hitIn(pods, 0, 4);
  expect(signalsOfHits(best, [best, hitIn(nodes, 0, 3)]).lead).toBe(0.25);
  expect(signalsOfHits(best, [hitIn(nodes, 0, 8), best]).lead).toBe(0);
});

test('of the next three hits, those of the same document agree', () => {
  const best = hitIn(pods, 0, 4);
  const others = [best, hitIn(pods, 1, 3), hitIn(nodes, 0, 2), hitIn(pods, 2, 1)];
  expect(signalsOfHits(best, others).agreement).toBeCloseTo(2 / 3);
  expect(signalsOfHits(best, [...others.slice(0, 1), hitIn(nodes, 0, 2)]).agreement).toBe(0);
});
