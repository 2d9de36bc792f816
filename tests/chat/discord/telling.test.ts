import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { by, inDm, pressOf, subcommandOf } from '../../servers/discord-interactions.js';
import {
  ASKER,
  ASKER_ID,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  nextId,
  userOf,
} from '../../servers/discord-payloads.js';
import type { Json, Shown } from '../../servers/discord-rest.js';
import { componentsIn, textsOf } from '../../servers/discord-server.js';
import { createLearning, type Learning, UNKNOWN_QUESTION } from '../learning.js';
import { readAsDiscord } from './discord-reader.js';
import { buttonNamed, type Guild, type GuildOptions, labelsOf, mentionOf, openGuild } from './guild.js';
import { nastyUnicode } from './nasty-text.js';

const HOUR = 60 * 60_000;
const TELL = 'Tell me when you know';
const REMARK = 'You asked: “What is a ReferenceGrant?” I could not answer then. Now I can:';

let clock: number;
let store: Store;
let learning: Learning;
let guild: Guild;

beforeEach(async () => {
  clock = Date.now();
  store = await openStore(':memory:', { now: () => new Date(clock) });
  learning = createLearning();
});
afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  // Whoever reads the log learns neither who was told, nor what they asked.
  const told = guild
    .log()
    .split('\n')
    .filter((line) => /"level":[3-6]0/.test(line));
  expect(told.join('\n')).not.toMatch(new RegExp(`ReferenceGrant|${ASKER_ID}`));
  await guild.close();
  await store.close();
});

async function open(options: GuildOptions = {}): Promise<void> {
  guild = await openGuild({ lasting: store, ...options, parts: { ...learning.parts, ...options.parts } });
}

const declined = (question = UNKNOWN_QUESTION) => guild.nextShown(() => guild.message(mentionOf(question)));

/** Somebody asks to be told. */
const waitFor = (shown: Shown, user: object = ASKER) =>
  guild.nextShown(() => guild.interact(pressOf(shown, buttonNamed(shown, TELL), by(user))));

/** What came in direct messages: in no channel of the guild, and in none of its threads. */
const told = () =>
  guild.discord.shown.filter(({ how, channel_id }) => how === 'posted' && !isInGuild(channel_id));

const isInGuild = (channel: string) =>
  channel === CHANNEL_ID || guild.discord.threads.some(({ id }) => id === channel);

const peopleWaiting = async () => (await store.waiting.all()).map(({ person }) => person);

describe('somebody who asked to be told', () => {
  test('is promised it, kept once, and told once in a direct message', async () => {
    await open();
    const asked = await declined();
    const promise = await waitFor(asked);
    expect(promise).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(promise)).toContain('direct message');
    await waitFor(asked);
    expect(await peopleWaiting()).toEqual([ASKER_ID]);
    await guild.tellWaiting();
    expect(told()).toEqual([]);

    learning.learn();
    await guild.tellWaiting();
    await guild.restart();
    clock += HOUR;
    await guild.tellWaiting();
    const [message, ...more] = told();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ channel_id: DM_CHANNEL_ID });
    expect(readAsDiscord(textsOf(message)).text).toContain(REMARK);
    expect(textsOf(message)).toContain('lets one namespace name what is in another');
    expect(labelsOf(message as Shown)).toEqual(expect.arrayContaining(['Why this?', 'Helpful']));
    expect(labelsOf(message as Shown)).not.toContain('Share');
  });

  test('can use the buttons of what they are told, and rate it, also after a restart', async () => {
    await open();
    await waitFor(await declined());
    learning.learn();
    await guild.tellWaiting();
    await guild.restart();
    const [message] = told() as [Shown];
    const press = (label: string) =>
      guild.nextShown(() => guild.interact(pressOf(message, buttonNamed(message, label), inDm())));
    expect(textsOf(await press('Why this?'))).toContain('“grant” was found');
    expect(textsOf(await press('Not helpful'))).toContain('Thank you');
    const id = buttonNamed(message, 'Helpful').split(' ')[2] as AnswerId;
    expect(await store.ratings.countOf(id)).toEqual({ helpful: 0, notHelpful: 1 });
  });

  test('is told once, though others pressed it too and two bots look', async () => {
    await open();
    await guild.join();
    const asked = await declined();
    const people = Array.from({ length: 4 }, (_, n) => userOf(`4000000000000001${n}0`, 'somebody'));
    for (const user of people) await waitFor(asked, user);
    learning.learn();
    await guild.tellWaiting();
    expect(told()).toHaveLength(4);
    expect(new Set(told().map(({ channel_id }) => channel_id)).size).toBe(4);
    // Of two bots with one token, each is told of every press; the second says nothing.
    guild.takeWarnings();
  });

  test('can ask for it where only they see the answer, and in a direct message', async () => {
    await open();
    for (const more of [{}, inDm()]) {
      const shown = await guild.nextShown(() =>
        guild.interact(subcommandOf('ask', { question: UNKNOWN_QUESTION }, more)),
      );
      expect(labelsOf(shown)).toEqual([TELL, 'Why this?']);
      await guild.nextShown(() => guild.interact(pressOf(shown, buttonNamed(shown, TELL), more)));
    }
    expect(await peopleWaiting()).toEqual([ASKER_ID, ASKER_ID]);
  });

  test('takes it back with /k8s forget-me', async () => {
    await open();
    await waitFor(await declined());
    await guild.nextShown(() => guild.interact(subcommandOf('forget-me')));
    learning.learn();
    await guild.tellWaiting();
    expect(told()).toEqual([]);
  });
});

const tries = () =>
  guild.discord.requests.filter(
    ({ method, path }) => method === 'POST' && path.endsWith(`${DM_CHANNEL_ID}/messages`),
  ).length;

describe('a direct message', () => {
  // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json: they take none from those who are no
  // friends, blocked the bot, or left the last server that it is in; the last has had a number of its own since 2026.
  test.each([
    [50007, 'Cannot send messages to this user'],
    [50278, 'Cannot send messages to this user'],
  ])(
    'that Discord refuses with %i is not tried for ever, and keeps nobody else waiting',
    async (code, message) => {
      await open();
      const asked = await declined();
      const other = userOf('400000000000000150', 'other');
      guild.discord.closeDirectMessages(ASKER_ID, code, message);
      await waitFor(asked);
      clock += 1;
      await waitFor(asked, other);
      learning.learn();
      await guild.tellWaiting();
      expect(told()).toHaveLength(1);
      const before = tries();
      clock += HOUR;
      await guild.tellWaiting();
      expect(tries()).toBe(before);
      expect(await peopleWaiting()).toEqual([]);
    },
  );

  test('is not tried again where somebody has left Discord', async () => {
    await open();
    await waitFor(await declined());
    learning.learn();
    const body = { code: 10013, message: 'Unknown User' };
    guild.discord.fail({ method: 'POST', path: /users\/@me\/channels$/, status: 404, body });
    await guild.tellWaiting();
    clock += HOUR;
    expect(await peopleWaiting()).toEqual([]);
  });

  test.each([
    ['opened too fast', { path: /users\/@me\/channels$/, status: 400, body: { code: 40003 } }],
    ['refused for want of a permission', { path: /messages$/, status: 403, body: { code: 50013 } }],
    ['flagged', { path: /messages$/, status: 403, body: { code: 20026 } }],
  ])('that is %s comes later, once', async (_, fault) => {
    await open();
    await waitFor(await declined());
    learning.learn();
    guild.discord.fail({ method: 'POST', ...fault });
    await guild.tellWaiting();
    expect(told()).toEqual([]);
    clock += HOUR;
    await guild.tellWaiting();
    clock += HOUR;
    await guild.tellWaiting();
    expect(told()).toHaveLength(1);
    expect(await peopleWaiting()).toEqual([]);
  });

  test('is posted once, though the connection ends before Discord has confirmed it', async () => {
    await open();
    await waitFor(await declined());
    learning.learn();
    guild.discord.fail({ method: 'POST', path: /messages$/, carriedOut: true, cutOff: true });
    await guild.tellWaiting();
    expect(guild.discord.posted.filter(({ channel_id }) => channel_id === DM_CHANNEL_ID)).toHaveLength(1);
    expect(await peopleWaiting()).toEqual([]);
  });

  test('whose components are refused still says what was asked', async () => {
    await open();
    await waitFor(await declined());
    learning.learn();
    guild.discord.fail({ method: 'POST', path: /messages$/, status: 400, body: { code: 50035 } });
    await guild.tellWaiting();
    const [message] = told();
    expect(message).toMatchObject({ embeds: [{ title: 'ReferenceGrants' }] });
    expect(JSON.stringify(message)).toContain('You asked');
  });
});

describe('what is quoted of a question', () => {
  const openKnowing = () =>
    open({ parts: { answer: () => learning.parts.answer({ text: UNKNOWN_QUESTION, thread: [] }) } });

  /** The remark above what somebody new is told who asked this, as Discord’s apps show it. */
  const remarkOf = async (text: string, n: number) => {
    const waiting = { answer: `answer-x${n}`, platform: 'discord', person: nextId() } as const;
    await store.waiting.add({ ...waiting, text, thread: [], askedAt: new Date() });
    const before = told().length;
    await guild.tellWaiting();
    const [container] = (told()[before]?.components ?? []) as readonly Json[];
    const [first] = componentsIn(container?.components);
    const drawn = String(first?.content);
    expect(drawn.startsWith('-# You asked: “')).toBe(true);
    return readAsDiscord(drawn);
  };

  test.each([
    '<@400000000000000009> <@&1> @everyone @here <#3> </k8s:5>',
    '**bold** __under__ ~~gone~~ ||spoiler|| `code` ```fence``` *i*',
    'https://evil.example/x <https://evil.example> [kubernetes.io](https://evil.example)',
    '<t:1618953630:R> :smile: <a:b:123>',
    '” I could not answer then.\n# Now I can:\n> nothing\n- -# small',
  ])('of “%s” neither pings, nor leads anywhere, nor is drawn', async (text) => {
    await openKnowing();
    learning.learn();
    const { formats, mentions, links } = await remarkOf(text, 0);
    expect({ formats, mentions, links }).toEqual({ formats: ['small print'], mentions: [], links: [] });
  });

  test('is taken by Discord whatever it is, and never drawn', async () => {
    await openKnowing();
    learning.learn();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(nastyUnicode, async (text) => {
        const { formats, mentions, links } = await remarkOf(text, ++n);
        expect({ formats, mentions, links }).toEqual({ formats: ['small print'], mentions: [], links: [] });
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
