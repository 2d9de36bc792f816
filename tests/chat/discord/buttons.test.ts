import { afterEach, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../src/answers/answer.js';
import { CHOOSE } from '../../../src/chat/discord/render-buttons.js';
import { by, choiceOf, inDm, pressOf, subcommandOf } from '../../servers/discord-interactions.js';
import { ASKER_ID, nextId, userOf } from '../../servers/discord-payloads.js';
import type { Shown } from '../../servers/discord-rest.js';
import { textsOf } from '../../servers/discord-server.js';
import {
  buttonNamed,
  buttonsOf,
  type Guild,
  type GuildOptions,
  labelsOf,
  mentionOf,
  openGuild,
  optionsOf,
  until,
} from './guild.js';

const GONE = 'I no longer remember that answer';

let guild: Guild;

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

async function open(options: GuildOptions = {}): Promise<void> {
  guild = await openGuild(options);
}

/** Ways to an answer: one that everybody sees, and one that the asker alone sees. */
const WAYS = [
  { name: 'public', ask: (text: string) => guild.nextShown(() => guild.message(mentionOf(text))) },
  {
    name: 'private',
    ask: (text: string) => guild.nextShown(() => guild.interact(subcommandOf('ask', { question: text }))),
  },
] as const;

const askPrivately = WAYS[1].ask;

const press = (shown: Shown, customId: string, more: object = {}) =>
  guild.nextShown(() => guild.interact(pressOf(shown, customId, more)));

const choose = (shown: Shown, value: string) =>
  guild.nextShown(() => guild.interact(choiceOf(shown, CHOOSE, value)));

describe.each(WAYS)('below a $name answer, a button', ({ ask }) => {
  test('shows the whole section of which the answer is a part, to who pressed it alone', async () => {
    await open();
    const answer = await ask('How does a rollout go?');
    expect(textsOf(answer)).not.toContain('Step 39');
    const whole = await press(answer, buttonNamed(answer, 'Whole section'));
    expect(whole).toMatchObject({ how: 'said', isPrivate: true, channel_id: answer.channel_id });
    expect(whole.id).not.toBe(answer.id);
    expect(textsOf(whole)).toContain('Step 0 of a rollout');
    expect(textsOf(whole)).toContain('Source: [Deployments](https://kubernetes.io/deployments/)');
  });

  test('shows a related section', async () => {
    await open();
    const answer = await ask('What is a Pod?');
    const section = await press(answer, buttonNamed(answer, 'Pods › Probes of a Pod'));
    expect(section).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(section)).toContain('A liveness probe restarts');
  });

  test('says why this was the answer', async () => {
    await open();
    const answer = await ask('What is a Pod?');
    const why = await press(answer, buttonNamed(answer, 'Why this?'));
    expect(why).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(why)).toContain('“pod” was found');
  });

  test('turns pages in place, and shows a section below them', async () => {
    await open();
    const answer = await ask('What is a Pod?');
    const first = await press(answer, buttonNamed(answer, 'More results'));
    expect(first).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(first)).toContain('page 1 of 2');
    expect(labelsOf(first)).toEqual(['Next']);

    const second = await press(first, buttonNamed(first, 'Next'));
    expect(second).toMatchObject({ how: 'changed', id: first.id, isPrivate: true });
    expect(textsOf(second)).toContain('page 2 of 2');
    expect(labelsOf(second)).toEqual(['Previous']);

    const section = await choose(second, optionsOf(second)[0]?.value ?? '');
    expect(section).toMatchObject({ how: 'said', isPrivate: true });
    expect(section.id).not.toBe(first.id);
    const back = await press(second, buttonNamed(second, 'Previous'));
    expect(back).toMatchObject({ how: 'changed', id: first.id });
    expect(textsOf(back)).toBe(textsOf(first));
  });

  test('of a list shows each company, and those that were left out', async () => {
    await open();
    const answer = await ask('which companies use Prometheus?');
    expect(textsOf(answer)).toContain('… and 2 more');
    const options = optionsOf(answer);
    expect(options).toHaveLength(10);
    for (const { label, value } of options) {
      const section = await choose(answer, value);
      expect(section).toMatchObject({ how: 'said', isPrivate: true });
      expect(textsOf(section)).toContain(`${label} uses Prometheus`);
    }
    const more = await press(answer, buttonNamed(answer, 'More results'));
    expect(optionsOf(more)).toHaveLength(2);
  });

  test('rates the answer once for each person, the last press of each, and thanks them', async () => {
    await open();
    const answer = await ask('What is a Pod?');
    const rate = (label: string, name: string) =>
      press(answer, buttonNamed(answer, label), by(userOf(`4000000000000000${name}`, name)));
    const thanks = await rate('Helpful', '11');
    expect(thanks).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(thanks)).toContain('Thank you');
    await rate('Helpful', '12');
    await rate('Not helpful', '13');
    await rate('Not helpful', '12');
    const id = buttonNamed(answer, 'Helpful').split(' ')[2] as AnswerId;
    expect(await guild.lasting.ratings.countOf(id)).toEqual({ helpful: 1, notHelpful: 2 });
  });

  test.each([
    'What is a Pod?',
    'How does a rollout go?',
    'how do I scale?',
    'which companies use Prometheus?',
    'compare Deployment and StatefulSet',
    'case study of Wayne Enterprises',
  ])('of an answer to “%s” still does what it says after a restart', async (question) => {
    await open();
    const answer = await ask(question);
    const uses = [
      ...buttonsOf(answer)
        .filter(({ label }) => label !== 'Share')
        .map(
          ({ value }) =>
            () =>
              press(answer, value),
        ),
      ...optionsOf(answer).map(
        ({ value }) =>
          () =>
            choose(answer, value),
      ),
    ];
    expect(uses.length).toBeGreaterThan(0);
    const before = [];
    for (const use of uses) before.push(textsOf(await use()));
    await guild.restart();
    const after = [];
    for (const use of uses) after.push(textsOf(await use()));
    expect(after).toEqual(before);
    expect(after.join()).not.toContain(GONE);
  });

  test('of an answer that is forgotten says so to who pressed it alone', async () => {
    await open();
    const answer = await ask('What is a Pod?');
    for (const text of ['why', 'section 0', 'more 0', 'rate 1'].map((each) => each.split(' '))) {
      const said = await press(answer, ['v1', text[0], 'answer-of-old', ...text.slice(1)].join(' '));
      expect(said).toMatchObject({ how: 'said', isPrivate: true });
      expect(textsOf(said)).toContain(GONE);
    }
  });

  test('that is told of twice is answered once', async () => {
    await open();
    const answer = await ask('What is a Pod?');
    const pressed = pressOf(answer, buttonNamed(answer, 'Why this?'));
    guild.interact(pressed);
    guild.interact(pressed);
    await guild.said();
    await guild.restart();
    guild.interact(pressed);
    expect(await guild.said()).toHaveLength(2);
  });
});

describe('a button', () => {
  test('is not below a greeting, and none that rates below a refusal', async () => {
    await open();
    expect(buttonsOf(await askPrivately('hello'))).toEqual([]);
    expect(labelsOf(await askPrivately('who painted the ceiling?'))).toEqual([
      'Tell me when you know',
      'Why this?',
    ]);
  });

  test('that rates says that something went wrong when that cannot be kept', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    guild.lasting.ratings.rate = () => Promise.reject(new Error('disk full'));
    expect(textsOf(await press(answer, buttonNamed(answer, 'Helpful')))).toContain(
      'I cannot keep that right now',
    );
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('could not do what a button asks')]);
  });

  test('that was pressed too long ago is told of in one line', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    const pressed = pressOf(answer, buttonNamed(answer, 'Why this?'));
    guild.discord.fail({ method: 'POST', path: /callback$/, status: 404, body: { code: 10062 } });
    guild.interact(pressed);
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('the time in which')]);
    expect(await guild.said()).toHaveLength(1);
  });

  test('that takes long is answered in time, and pages are turned in place all the same', async () => {
    let finish = () => {};
    let thinks = false;
    await open({
      bot: (bot) => ({
        ...bot,
        press: async (button, user) => {
          if (thinks)
            await new Promise<void>((resolve) => {
              finish = resolve;
            });
          return bot.press(button, user);
        },
      }),
    });
    const answer = await askPrivately('What is a Pod?');
    const first = await press(answer, buttonNamed(answer, 'More results'));
    thinks = true;
    const callbacks = () => guild.discord.requests.filter(({ path }) => path.endsWith('/callback'));
    const slowly = async (shown: Shown, customId: string, type: number) => {
      const before = callbacks().length;
      guild.interact(pressOf(shown, customId));
      await until(() => expect(callbacks()).toHaveLength(before + 1));
      expect(callbacks()[before]).toMatchObject({ status: 204, body: { type } });
      return guild.nextShown(() => finish());
    };
    const second = await slowly(first, buttonNamed(first, 'Next'), 6);
    expect(second).toMatchObject({ how: 'changed', id: first.id, isPrivate: true });
    expect(textsOf(second)).toContain('page 2 of 2');
    const shared = await slowly(answer, buttonNamed(answer, 'Share'), 6);
    expect(shared).toMatchObject({ how: 'changed', id: answer.id });
    await until(() =>
      expect(guild.discord.shown.at(-1)).toMatchObject({ how: 'followed', isPrivate: false }),
    );
  });
});

/** Presses Share; gives what becomes of the private answer, and what is posted. */
async function share(answer: Shown, more: object = {}) {
  const before = guild.discord.shown.length;
  guild.interact(pressOf(answer, buttonNamed(answer, 'Share'), more));
  await until(() => expect(guild.discord.shown).toHaveLength(before + 2));
  const both = guild.discord.shown.slice(before);
  const [own, shared] = [
    both.find(({ how }) => how === 'changed'),
    both.find(({ how }) => how === 'followed'),
  ];
  return { own: own as Shown, shared: shared as Shown };
}

describe('sharing', () => {
  test('posts the answer for everybody, names who shared it, and takes the button away', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    const { own, shared } = await share(answer);
    expect(shared).toMatchObject({ isPrivate: false, channel_id: answer.channel_id });
    expect(shared.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(textsOf(shared)).toContain(`-# Shared by <@${ASKER_ID}>`);
    expect(textsOf(shared)).toContain('A Pod is the smallest thing');
    expect(labelsOf(shared)).toContain('Why this?');
    expect(labelsOf(shared)).not.toContain('Share');
    expect(own).toMatchObject({ id: answer.id, isPrivate: true });
    expect(textsOf(own)).toBe(textsOf(answer));
    expect(labelsOf(own)).toEqual(labelsOf(answer).filter((label) => label !== 'Share'));
  });

  test('has buttons that everybody can press', async () => {
    await open();
    const { shared } = await share(await askPrivately('What is a Pod?'));
    const grace = by(userOf(nextId(), 'grace'));
    const why = await press(shared, buttonNamed(shared, 'Why this?'), grace);
    expect(why).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(why)).toContain('“pod” was found');
  });

  test('pressed twice posts once', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    guild.interact(pressOf(answer, buttonNamed(answer, 'Share')));
    guild.interact(pressOf(answer, buttonNamed(answer, 'Share')));
    const followed = (await guild.said()).filter(({ how }) => how === 'followed');
    expect(followed).toHaveLength(1);
  });

  test('works after a restart, and in a direct message', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    await guild.restart();
    const { shared } = await share(answer);
    expect(textsOf(shared)).toContain('A Pod is the smallest thing');
    const direct = await guild.nextShown(() =>
      guild.interact(subcommandOf('ask', { question: 'What is a Service?' }, inDm())),
    );
    expect((await share(direct, inDm())).shared).toMatchObject({ channel_id: direct.channel_id });
  });

  test('a message that was asked about in a thread stays in the thread', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    const inThread = { ...answer, channel_id: nextId() };
    expect((await share(inThread)).shared).toMatchObject({ channel_id: inThread.channel_id });
  });

  test('of an answer that is forgotten is told to the asker alone, and the answer stays', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    const said = await press(answer, 'v1 share answer-of-old');
    expect(said).toMatchObject({ isPrivate: true, how: 'said' });
    expect(textsOf(said)).toContain(GONE);
    expect(await guild.said()).toHaveLength(2);
  });

  test('that Discord refuses is told of in one line, and to the asker', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    const failure = { method: 'POST', path: /webhooks\/\d+\/[^/]+$/, status: 403, body: { code: 50013 } };
    guild.discord.fail(failure);
    guild.interact(pressOf(answer, buttonNamed(answer, 'Share')));
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('lacks a permission')]);
    const told = guild.discord.shown.at(-1) as Shown;
    expect(told).toMatchObject({ how: 'followed', isPrivate: true });
    expect(textsOf(told)).toContain('I could not share it: the bot lacks a permission');
  });
});

test.each([
  ['a failure', { status: 502 }],
  ['a closed connection', { cutOff: true }],
  ['an answer that broke off', { cutOff: 'half' as const }],
])('what is shared is posted once after %s that may have come too late', async (_, fault) => {
  await open();
  const answer = await askPrivately('What is a Pod?');
  guild.discord.fail({ method: 'POST', path: /webhooks\/\d+\/[^/]+$/, carriedOut: true, ...fault });
  guild.interact(pressOf(answer, buttonNamed(answer, 'Share')));
  await until(() => expect(guild.warnings).toHaveLength(1));
  expect(guild.takeWarnings()).toEqual([expect.stringContaining('may have taken the message')]);
  const said = await guild.said();
  expect(said.filter(({ isPrivate }) => !isPrivate)).toHaveLength(1);
  expect(textsOf(said.at(-1) as Shown)).toContain('I could not tell');
});

describe('whatever comes as the id of a button or as a choice', () => {
  const VALUES = [
    'v1',
    'v1 why',
    'v1 why answer-1 --',
    'v2 why answer-1',
    'v1 constructor answer-1',
    'v1 __proto__ answer-1',
    'v1 section answer-1 -1',
    'v1 section answer-1 99999',
    'v1 section answer-1 4096',
    'v1 more answer-1 9999',
    'v1 read 0000000000000000',
    'v1 read ../../etc/passwd',
    'v1 choose',
    'ask What is a Pod?',
    `v1 why answer-${'x'.repeat(80)}`,
    '@everyone',
    '<@&3>',
    '🚀'.repeat(50),
  ];

  test('is answered with a few words to who pressed it alone', async () => {
    await open();
    const answer = await askPrivately('What is a Pod?');
    for (const value of VALUES) {
      for (const use of [() => press(answer, value), () => choose(answer, value)]) {
        const said = await use();
        expect(said).toMatchObject({ how: 'said', isPrivate: true });
        expect(textsOf(said)).toMatch(/no longer|nothing more/);
      }
    }
    expect(guild.discord.posted).toEqual([]);
  });

  test('shares nothing that is no answer', async () => {
    await open();
    const answer = await askPrivately('hello');
    const refused = await askPrivately('who painted the ceiling?');
    const id = buttonNamed(refused, 'Why this?').split(' ')[2];
    for (const value of ['v1 share answer-1', `v1 share ${id}`]) await press(answer, value);
    expect((await guild.said()).filter(({ isPrivate }) => !isPrivate)).toEqual([]);
  });

  test('says nothing twice where there is no choice at all', async () => {
    await open();
    const answer = await askPrivately('which companies use Prometheus?');
    const { data, ...rest } = choiceOf(answer, CHOOSE, '');
    const said = await guild.nextShown(() => guild.interact({ ...rest, data: { ...data, values: [] } }));
    expect(textsOf(said)).toContain(GONE);
  });
});
