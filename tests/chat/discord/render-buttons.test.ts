import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { type Button, buttonText, parseButton } from '../../../src/chat/button.js';
import { deliver } from '../../../src/chat/discord/deliver.js';
import type { Drawn } from '../../../src/chat/discord/draw-message.js';
import { CHOOSE, labelOf, renderButtons } from '../../../src/chat/discord/render-buttons.js';
import { notice, type Passage, type Pointer, type Reply } from '../../../src/chat/reply.js';
import type { SectionKey } from '../../../src/chat/section-key.js';
import { componentsIn, EPHEMERAL, messageFault } from '../../servers/discord-components.js';
import { readAsDiscord } from './discord-reader.js';
import { nastyBlocks, nastyUnicode, nastyUrl } from './nasty-text.js';

const ID: AnswerId = 'answer-1';

/** The longest id that a button may hold. */
const LONG_ID: AnswerId = `answer-${'x'.repeat(64)}`;

function labelsIn(reply: Reply, canShare = false): unknown[] {
  return componentsIn(renderButtons(reply, { canShare })).flatMap(({ label }) => label ?? []);
}

const why = { label: 'Why this?', button: { kind: 'why', answer: ID } } as const;

describe('renderButtons()', () => {
  test('draws nothing for a few words', () => {
    expect(renderButtons(notice('Hello'), { canShare: true })).toEqual([]);
  });

  test('draws what can be asked of an answer, and how it is rated', () => {
    const reply: Reply = { ...notice('Hello'), buttons: [why], rated: ID };
    expect(labelsIn(reply)).toEqual(['Why this?', 'Helpful', 'Not helpful']);
    expect(labelsIn(reply, true)).toEqual(['Why this?', 'Share', 'Helpful', 'Not helpful']);
  });

  test('has nothing to share of what is no answer', () => {
    expect(labelsIn({ ...notice('Hello'), buttons: [why] }, true)).toEqual(['Why this?']);
  });

  test('draws related sections by their short names, without those that cannot be shown', () => {
    const button: Button = { kind: 'section', answer: ID, place: 1 };
    const related = [{ title: 'Pods: the smallest', heading: 'Phases', button }, { title: 'Runbook' }];
    expect(labelsIn({ kind: 'notice', text: '', related })).toEqual(['Pods › Phases']);
  });

  test('draws no more entries than a select takes, each with its beginning', () => {
    const entries = Array.from({ length: 30 }, (_, place) => ({
      title: `Company ${place}`,
      gist: place === 0 ? '' : 'g'.repeat(200),
      button: { kind: 'section', answer: ID, place } as const,
    }));
    const [row] = renderButtons({ kind: 'list', text: '', entries, more: 0 });
    const [select] = componentsIn([row]).slice(1);
    const options = (select as { options: readonly { description?: string }[] }).options;
    expect(select).toMatchObject({ custom_id: CHOOSE });
    expect(options).toHaveLength(25);
    expect(options[0]).not.toHaveProperty('description');
    expect(options[1]?.description).toBe(`${'g'.repeat(98)} …`);
  });
});

test('labelOf() cuts between letters, and is never empty', () => {
  expect(labelOf('What\n is  it? ')).toBe('What is it?');
  expect(labelOf('\u3000\n')).toBe('…');
  expect(labelOf('🚀'.repeat(60))).toBe(`${'🚀'.repeat(49)} …`);
  expect(labelOf('x'.repeat(100))).toBe('x'.repeat(100));
});

/** Any reply, with buttons as the bot gives them: each once. */
function anyReply(): fc.Arbitrary<Reply> {
  const button = (place: number): fc.Arbitrary<Button | undefined> =>
    fc.constantFrom(
      { kind: 'section' as const, answer: LONG_ID, place },
      { kind: 'read' as const, section: place.toString(16).padStart(16, '0') as SectionKey },
      undefined,
    );
  const pointer = (place: number): fc.Arbitrary<Pointer> =>
    fc
      .record({ title: nastyUnicode, heading: fc.option(nastyUnicode), url: nastyUrl, button: button(place) })
      .map(({ title, heading, url, button }) => ({
        title,
        url,
        ...(heading !== null && { heading }),
        ...(button && { button }),
      }));
  const several = <Each>(one: (place: number) => fc.Arbitrary<Each>, max: number) =>
    fc
      .integer({ min: 0, max })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => one(n))));
  const candidates = several((place) => fc.tuple(pointer(place), nastyUnicode), 40).map((all) =>
    all.map(([each, gist]) => ({ ...each, gist })),
  );
  const passage: fc.Arbitrary<Passage> = fc
    .record({
      pointer: pointer(9_999),
      blocks: nastyBlocks,
      shortened: fc.boolean(),
      sources: fc.array(fc.record({ title: nastyUnicode, url: nastyUrl, license: nastyUnicode }), {
        maxLength: 6,
      }),
      checked: nastyUnicode,
    })
    .map(({ pointer: { button: _, ...pointer }, ...rest }) => ({ ...pointer, ...rest }));
  const related = several(pointer, 8);
  // The bot cuts it.
  const clue = nastyUnicode.map((text) => [...text].slice(0, 60).join(''));
  const body = fc.oneof(
    fc.record({ kind: fc.constant('excerpt' as const), passage, related, clue }),
    fc.record({ kind: fc.constant('choices' as const), text: nastyUnicode, candidates }),
    fc.record({
      kind: fc.constant('list' as const),
      text: nastyUnicode,
      entries: candidates,
      more: fc.nat(),
    }),
    fc.record({
      kind: fc.constant('comparison' as const),
      text: nastyUnicode,
      passages: fc.array(passage, { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('notice' as const), text: nastyUnicode, related }),
  );
  const kinds = fc.uniqueArray(fc.constantFrom('why' as const, 'more' as const, 'section' as const));
  const buttonsOf = ({ kinds, label }: { kinds: readonly string[]; label: string }) =>
    kinds.map((kind) => ({
      label,
      button: { kind, answer: LONG_ID, page: 9_999, place: 9_998 } as Button,
    }));
  return fc
    .tuple(body, fc.option(nastyUnicode), fc.boolean(), fc.record({ kinds, label: nastyUnicode }))
    .map(([reply, note, isRated, buttons]) => ({
      ...reply,
      ...(note !== null && { note }),
      ...(isRated && { rated: LONG_ID }),
      buttons: buttonsOf(buttons),
    }));
}

/** Every message that is sent for a reply. */
async function sentFor(reply: Reply, drawing: Parameters<typeof deliver>[2]): Promise<readonly Drawn[]> {
  const sent: Drawn[] = [];
  await deliver(reply, async (drawn) => sent.push(drawn), drawing);
  return sent;
}

test('deliver() sends what Discord takes, whatever the reply', async () => {
  const drawings = fc.record({
    canShare: fc.boolean(),
    remark: fc.constantFrom('', 'Shared by <@400000000000000001>'),
  });
  await fc.assert(
    fc.asyncProperty(anyReply(), drawings, async (reply, drawing) => {
      const [drawn, ...more] = await sentFor(reply, drawing);
      expect(more).toEqual([]);
      const message = JSON.parse(JSON.stringify(drawn));
      expect(messageFault(message)).toBeUndefined();
      expect(messageFault({ ...message, flags: message.flags | EPHEMERAL })).toBeUndefined();
      expect(message.flags).toBe(MessageFlags.IsComponentsV2);
      expect(drawn?.allowedMentions).toEqual({ parse: [], repliedUser: false });
      for (const { custom_id } of componentsIn(message.components))
        if (custom_id !== undefined && custom_id !== CHOOSE)
          expect(buttonText(parseButton(String(custom_id)) as Button)).toBe(custom_id);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

test('a remark is small print above the reply, and no format of the reply reaches it', async () => {
  const reply = notice('Hello');
  const [drawn] = await sentFor(reply, { remark: 'Shared by <@400000000000000001>' });
  const [first] = componentsIn(drawn?.components).filter(({ type }) => type === 10);
  const { formats, mentions } = readAsDiscord(String(first?.content));
  expect(formats).toEqual(['small print', 'mention']);
  expect(mentions).toEqual(['<@400000000000000001>']);
});
