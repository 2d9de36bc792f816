import { beforeAll, describe, expect, test } from 'vitest';
import { buttonText } from '../../src/chat/button.js';
import { type Catalogue, createCatalogue } from '../../src/chat/catalogue.js';
import { renderButtons } from '../../src/chat/discord/render-buttons.js';
import { renderReply as renderForDiscord } from '../../src/chat/discord/render-reply.js';
import type { Reply } from '../../src/chat/reply.js';
import { renderReply as renderForSlack } from '../../src/chat/slack/render-reply.js';
import { renderWindow } from '../../src/chat/slack/render-window.js';
import { tracksReply, walkReply } from '../../src/chat/walk-reply.js';
import { plainTextOf } from '../../src/knowledge/markdown.js';
import type { View } from '../../src/onboarding/outcome.js';
import type { Track } from '../../src/onboarding/track.js';
import { shippedTracks } from '../onboarding/shipped-tracks.js';
import { smallTrack } from '../onboarding/small-track.js';
import { blocksFault, viewFault } from '../servers/block-kit.js';
import { COMPONENTS_V2, componentsIn, messageFault } from '../servers/discord-components.js';
import { SMALL } from './small-knowledge.js';

const parts = { catalogue: createCatalogue(SMALL), sourceUrlOf: () => undefined };
const TRACK = smallTrack();

/** Everything that somebody can see of a track. */
function viewsOf(track: Track): readonly View[] {
  const steps = track.steps.flatMap((step, index): View[] => [
    { kind: 'step', track, step, number: index + 1 },
    { kind: 'step', track, step, number: index + 1, remark: 'elsewhere' },
    { kind: 'step', track, step, number: index + 1, remark: 'right' },
    ...step.quizzes.flatMap((quiz, place): View[] => [
      { kind: 'quiz', track, step, place, quiz, chosen: [], missed: 0, remark: 'right' },
      { kind: 'quiz', track, step, place, quiz, chosen: quiz.choices.map((_, each) => each), missed: 200 },
      ...quiz.choices.map((choice): View => ({ kind: 'missed', track, step, place, choice, missed: 1 })),
    ]),
  ]);
  const weak = track.steps.map((step) => ({ step, missed: 3, isSkipped: true }));
  return [
    ...steps,
    { kind: 'summary', track, weak },
    { kind: 'summary', track, weak: [] },
    { kind: 'stopped', track, number: 1 },
  ];
}

const wordsOf = (reply: Reply) =>
  reply.kind === 'excerpt' ? plainTextOf(reply.passage.blocks) : 'text' in reply ? (reply.text ?? '') : '';

describe('what is seen of the tracks that come with the knowledge base', () => {
  let tracks: readonly Track[];
  let catalogue: Catalogue;
  beforeAll(async () => {
    ({ tracks, catalogue } = await shippedTracks());
  }, 30_000);
  const shown = () =>
    tracks.flatMap((track) =>
      viewsOf(track).map((view) => [view, walkReply(view, { ...parts, catalogue })] as const),
    );

  test('is taken by Slack, in messages and windows, and nothing of a step is cut', () => {
    for (const [view, reply] of shown()) {
      const message = renderForSlack(reply);
      expect(blocksFault(message.blocks), message.text).toBeUndefined();
      expect(viewFault(renderWindow(reply, 'Casebook'))).toBeUndefined();
      const labels = JSON.stringify(message.blocks);
      if (view.kind === 'step') expect(labels).not.toContain('more at the source');
      for (const { label } of reply.buttons ?? []) expect(label.length).toBeLessThanOrEqual(75);
    }
  });

  test('is taken by Discord, and nothing of a step is cut', () => {
    for (const [view, reply] of shown()) {
      const components = [renderForDiscord(reply), ...renderButtons(reply)];
      expect(messageFault({ components, flags: COMPONENTS_V2 }), wordsOf(reply)).toBeUndefined();
      if (view.kind === 'step') {
        expect(JSON.stringify(components)).not.toContain('This is an excerpt');
        const custom = componentsIn(components).flatMap(({ custom_id }) =>
          custom_id ? [String(custom_id)] : [],
        );
        for (const { button } of view.kind === 'step' && reply.kind === 'excerpt' ? reply.related : [])
          expect(custom).toContain(button && buttonText(button));
      }
    }
  });

  test('explains every wrong choice with a paragraph of its section, and names the source', () => {
    for (const [view, reply] of shown()) {
      if (view.kind !== 'missed') continue;
      const { section } = view.choice.explanation;
      if (reply.kind !== 'excerpt') throw new Error(`${section} is not explained`);
      const [lead, ...explained] = reply.passage.blocks;
      expect(plainTextOf(lead ? [lead] : [])).toContain('Not quite');
      expect(explained.length, section).toBeGreaterThan(0);
      expect(plainTextOf(explained).trim().length, section).toBeGreaterThan(40);
      expect(plainTextOf(explained).length, section).toBeLessThan(1_300);
      expect(reply.passage.sources.length, section).toBeGreaterThan(0);
      expect(reply.buttons?.map(({ label }) => label)).toEqual(['Try again', 'Back to the step']);
      expect(reply.related).toHaveLength(reply.passage.shortened ? 1 : 0);
    }
  });

  // What these rest on stood outside an excerpt of half the length.
  test.each([
    ['The end of all attempts to start the container', 'never gives up'],
    ['Every node, whether a Pod there uses it or not', 'only to nodes with a Pod that uses it'],
    [
      'The API server refuses the Deployment.',
      'A Deployment with a forbidden template is therefore accepted',
    ],
    ['The built-in role view.', 'reading most objects, but no Secrets'],
    ['They are blocked, like those that come in.', 'a policy for one leaves the other open'],
    ['It may use the CPU that other containers leave idle.', 'it waits for the next (throttling)'],
    ['The Pod is deleted and replaced on another node.', 'A failed readiness probe never restarts anything'],
  ])('tells who chose “%s” that %s', (text, deciding) => {
    const found = shown().find(([view]) => view.kind === 'missed' && view.choice.text === text);
    expect(found && wordsOf(found[1])).toContain(deciding);
  });

  test('the list of them fits, however far one is, and says so first', () => {
    for (const state of ['new', 'walking', 'stopped', 'finished'] as const) {
      const reply = tracksReply(tracks.map((track) => ({ track, behind: 3, at: 4, state })));
      expect(blocksFault(renderForSlack(reply).blocks)).toBeUndefined();
      const components = [renderForDiscord(reply), ...renderButtons(reply)];
      expect(messageFault({ components, flags: COMPONENTS_V2 })).toBeUndefined();
      if (state === 'walking') {
        const options = componentsIn(components).flatMap(
          ({ options = [] }) => options as { description: string }[],
        );
        expect(options.map(({ description }) => description.slice(0, 12))).toEqual(
          Array(4).fill('You are at 4'),
        );
      }
    }
  });
});

describe('the words of a track', () => {
  const quizView = (chosen: readonly number[]): View => {
    const step = TRACK.steps[3];
    const [quiz] = step?.quizzes ?? [];
    if (!step || !quiz) throw new Error('no quiz');
    return { kind: 'quiz', track: TRACK, step, place: 0, quiz, chosen, missed: 0 };
  };

  test('hold what was written, letter by letter, on both platforms', () => {
    const [step] = TRACK.steps;
    const [quiz] = step?.quizzes ?? [];
    if (!step || !quiz) throw new Error('no quiz');
    const reply = walkReply(
      { kind: 'quiz', track: TRACK, step, place: 0, quiz, chosen: [], missed: 0 },
      parts,
    );
    expect(wordsOf(reply)).toContain('What does <none> in NODE say of a Pod_that_waits?');
    expect(JSON.stringify(renderForSlack(reply).blocks)).toContain('`&lt;none&gt;`');
    expect(JSON.stringify(renderForDiscord(reply))).toContain('`<none>`');
    expect(reply.buttons?.map(({ label }) => label)).toEqual([
      'A: It is pending.',
      'B: It has failed.',
      'C: 1. <b>None</b>',
      'Back to the step',
    ]);
  });

  test('let several choices be marked and unmarked', () => {
    const labels = (chosen: readonly number[]) =>
      walkReply(quizView(chosen), parts).buttons?.map(({ label }) => label);
    expect(labels([])).toEqual([
      '☐ A: ClusterIP',
      '☐ B: ReplicaSet',
      '☐ C: NodePort',
      'Answer',
      'Back to the step',
    ]);
    expect(labels([0, 2])?.slice(0, 3)).toEqual(['☑ A: ClusterIP', '☐ B: ReplicaSet', '☑ C: NodePort']);
    const [first] = walkReply(quizView([0, 2]), parts).buttons ?? [];
    expect(first?.button).toMatchObject({ verb: 'choose', chosen: 0b100 });
    expect(walkReply(quizView([]), parts).note).toContain('more than one is right');
  });

  test('name a section once, though a step or two speak of it twice, and none that is gone', () => {
    const [step] = TRACK.steps;
    if (!step) throw new Error('no step');
    const [read] = step.reads;
    const twice = {
      ...step,
      reads: [
        ...step.reads,
        ...(read
          ? [
              { ...read, label: 'Again' },
              { ...read, section: 'gone.md#intro' as const },
            ]
          : []),
      ],
    };
    const reply = walkReply({ kind: 'step', track: TRACK, step: twice, number: 1 }, parts);
    expect(reply.kind === 'excerpt' && reply.related.map(({ title }) => title)).toEqual([
      'What a Pod is',
      'Its phases',
    ]);
    const weak = [step, step, { ...step, reads: step.reads.slice(0, 1) }].map((each) => ({
      step: each,
      missed: 1,
      isSkipped: false,
    }));
    const summary = walkReply({ kind: 'summary', track: TRACK, weak }, parts);
    const values =
      summary.kind === 'choices'
        ? summary.candidates.flatMap(({ button }) => (button ? [buttonText(button)] : []))
        : [];
    expect(values).toHaveLength(2);
    expect(new Set(values).size).toBe(2);
  });

  test('say where one is, where one stopped, and that a track is gone', () => {
    const overview = (view: object) => {
      const reply = tracksReply([{ track: TRACK, behind: 0, at: undefined, state: 'new', ...view }]);
      return reply.kind === 'choices' ? `${reply.candidates[0]?.gist} [${reply.candidates[0]?.action}]` : '';
    };
    expect(overview({})).toBe('4 steps. You know what a Pod is. For newcomers; an hour. [Start]');
    expect(overview({ state: 'walking', at: 2 })).toMatch(/^You are at 2 of 4\. .*\[Go on\]$/);
    expect(overview({ state: 'walking' })).toMatch(/^All 4 steps are behind you\./);
    expect(overview({ state: 'stopped', behind: 3 })).toMatch(/^Stopped, with 3 of 4 steps behind you\./);
    expect(overview({ state: 'finished' })).toMatch(/^Finished\. .*\[Once more\]$/);
    expect(wordsOf(walkReply(undefined, parts))).toContain('no longer there');
  });

  test('explain a choice whose section is gone with a kind word', () => {
    const view = viewsOf(TRACK).find(({ kind }) => kind === 'missed');
    const reply = walkReply(view, { ...parts, catalogue: createCatalogue([]) });
    expect(wordsOf(reply)).toBe('Not quite. Try once more.');
    expect(reply.buttons?.map(({ label }) => label)).toEqual(['Try again', 'Back to the step']);
  });
});
