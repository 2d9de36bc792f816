import { expect, test } from 'vitest';
import { createCatalogue } from '../../src/chat/catalogue.js';
import { renderButtons } from '../../src/chat/discord/render-buttons.js';
import { renderReply as renderForDiscord } from '../../src/chat/discord/render-reply.js';
import { gapsReply } from '../../src/chat/gaps-reply.js';
import type { Reply } from '../../src/chat/reply.js';
import { sectionKeyOf } from '../../src/chat/section-key.js';
import { renderReply as renderForSlack } from '../../src/chat/slack/render-reply.js';
import type { Gap } from '../../src/feedback/gaps.js';
import type { StuckStep } from '../../src/feedback/stuck-step.js';
import { open } from '../feedback/open-question.js';
import { SMALL } from './small-knowledge.js';

const catalogue = createCatalogue(SMALL);
const replyOf = (gaps: readonly Gap[], stuck: readonly StuckStep[], answered = 0) =>
  gapsReply(
    { open: gaps, answered: gaps.slice(0, answered).map((gap) => ({ ...gap, section: 'a.md#b' as const })) },
    stuck,
    30,
    catalogue,
    () => undefined,
  );

const gapOf = (text: string): Gap => ({ ...open(text, { unsure: 1 }), otherWordings: [] });
const GAPS = Array.from({ length: 10 }, (_, i) => gapOf(`what is a zorblax ${i}`));

const STEP: StuckStep = {
  ...{ track: 'First week', step: 'Run a Pod', came: 9, stuck: 6, answeredWrongly: 4, skipped: 3 },
  sections: ['concepts/gone.md#intro', 'concepts/pods.md#phases-of-a-pod', 'concepts/services.md#intro'],
};

function candidatesOf(reply: Reply) {
  if (reply.kind !== 'choices') throw new Error(`expected choices and got ${reply.kind}`);
  return reply.candidates;
}

test('the three hardest steps stand below the gaps, ten entries in all, with a button that opens the section', () => {
  const steps = ['A', 'B', 'C', 'D'].map((step) => ({ ...STEP, step }));
  const reply = replyOf(GAPS, steps);
  const shown = candidatesOf(reply);
  expect(shown.map(({ title }) => title)).toEqual([
    ...GAPS.slice(0, 7).map(({ asked }) => `“${asked?.text}”`),
    ...['A', 'B', 'C'].map((step) => `Step “${step}” of “First week”`),
  ]);
  expect(reply).toMatchObject({
    text: expect.stringMatching(/\(7 questions\)\. Below them: where newcomers got stuck\. npm run report/),
  });
  // What the knowledge base has no more is not named.
  expect(shown.at(-1)).toMatchObject({
    gist: '6 of 9 who came there got stuck · 4 answered wrongly · 3 skipped it · look at “Pods › Phases of a Pod”, “Services”',
    button: { kind: 'read', section: sectionKeyOf('concepts/pods.md#phases-of-a-pod') },
  });
});

test('where nobody is stuck, nothing is said of it', () => {
  expect(candidatesOf(replyOf(GAPS, []))).toHaveLength(10);
  expect(JSON.stringify(replyOf(GAPS, []))).not.toContain('stuck');
  expect(replyOf([], [])).toMatchObject({
    kind: 'notice',
    text: 'I know of nothing that I could not answer in the last 30 days.',
  });
});

test('steps are told also where there is no gap', () => {
  const reply = replyOf([], [STEP]);
  expect(reply).toMatchObject({
    kind: 'choices',
    text: 'I know of nothing that I could not answer in the last 30 days. Newcomers got stuck at these steps:',
  });
  expect(candidatesOf(reply)).toHaveLength(1);
});

test('a step without a section in the knowledge base has no button', () => {
  const [entry] = candidatesOf(replyOf([], [{ ...STEP, came: 1, stuck: 1, skipped: 0, sections: [] }]));
  expect(entry).toEqual({
    title: 'Step “Run a Pod” of “First week”',
    gist: '1 of 1 who came there got stuck · 4 answered wrongly',
  });
});

test('the steps are drawn on both platforms, also below gaps that are long', () => {
  const long = GAPS.map(({ asked: _, ...gap }, i) => ({
    ...{ ...gap, comments: ['why '.repeat(200)], waiting: 3 },
    asked: { text: `${i} ${'how do I do that '.repeat(40)}`, thread: [] },
    nearest: 'concepts/pods.md#phases-of-a-pod' as const,
  }));
  const reply = replyOf(long, [STEP, { ...STEP, step: 'x'.repeat(500) }, { ...STEP, step: 'Last' }]);
  const onSlack = JSON.stringify(renderForSlack(reply).blocks);
  const onDiscord = JSON.stringify([renderForDiscord(reply), renderButtons(reply)]);
  for (const drawn of [onSlack, onDiscord]) {
    expect(drawn).toContain('Step “Run a Pod” of “First week”');
    expect(drawn).toContain('Step “Last” of “First week”');
  }
});
