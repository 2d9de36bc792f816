import { afterEach, describe, expect, test } from 'vitest';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import { EPHEMERAL } from '../../servers/discord-components.js';
import {
  by,
  inDm,
  inThread,
  messageCommandOf,
  subcommandOf,
  typingOf,
} from '../../servers/discord-interactions.js';
import {
  CHANNEL_ID,
  commandOf,
  FORUM_ID,
  nextId,
  PERMISSION,
  threadMessageOf,
  threadOf,
  userOf,
} from '../../servers/discord-payloads.js';
import { textsOf } from '../../servers/discord-server.js';
import { type Guild, type GuildOptions, labelsOf, mentionOf, openGuild, optionsOf, until } from './guild.js';

let guild: Guild;

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

async function open(options: GuildOptions = {}): Promise<void> {
  guild = await openGuild(options);
}

type Values = Readonly<Record<string, string | boolean>>;

const command = (name: string, values: Values = {}, more: object = {}) =>
  guild.nextShown(() => guild.interact(subcommandOf(name, values, more)));

const askedTexts = () => guild.questions.map(({ text }) => text);

describe('/k8s ask', () => {
  test('answers the asker alone, with a button that shares', async () => {
    await open();
    const answer = await command('ask', { question: 'What is a Pod?' });
    expect(answer).toMatchObject({ how: 'said', isPrivate: true, channel_id: CHANNEL_ID });
    expect(textsOf(answer)).toContain('A Pod is the smallest thing');
    expect(labelsOf(answer)).toContain('Share');
    expect(guild.discord.posted).toEqual([]);
  });

  test('answers everybody with private: False, and has nothing to share', async () => {
    await open();
    const answer = await command('ask', { question: 'What is a Pod?', private: false });
    expect(answer).toMatchObject({ how: 'said', isPrivate: false });
    expect(labelsOf(answer)).toContain('Why this?');
    expect(labelsOf(answer)).not.toContain('Share');
  });

  test('answers the asker alone with private: True', async () => {
    await open();
    expect(await command('ask', { question: 'What is a Pod?', private: true })).toMatchObject({
      isPrivate: true,
    });
  });

  test('shows the section that was chosen from the suggestions, whole', async () => {
    await open();
    const suggested = await guild.nextSuggested(() => guild.interact(typingOf('ask', 'question', 'rollout')));
    const chosen = suggested.find(({ name }) => name === 'Deployments › How a rollout goes');
    const answer = await command('ask', { question: String(chosen?.value) });
    expect(textsOf(answer)).toContain('Step 0 of a rollout');
    expect(guild.questions).toEqual([]);
  });

  test('answers what was typed when that was chosen', async () => {
    await open();
    const [first] = await guild.nextSuggested(() =>
      guild.interact(typingOf('ask', 'question', '  what is a Pod ')),
    );
    expect(first).toEqual({ name: 'Ask: what is a Pod', value: 'what is a Pod' });
    const answer = await command('ask', { question: String(first?.value) });
    expect(textsOf(answer)).toContain('A Pod is the smallest thing');
  });

  test('says so when the chosen section is gone', async () => {
    await open({ parts: { catalogue: createCatalogue([]) } });
    const answer = await command('ask', { question: 'v1 read 0123456789abcdef' });
    expect(textsOf(answer)).toContain('no longer has that section');
  });

  test('that follows another of the same person in the same channel is understood with it', async () => {
    await open();
    const thread = () => guild.questions.at(-1)?.thread;
    await command('ask', { question: 'What is a StatefulSet?' });
    await command('ask', { question: 'and how is it scaled?' });
    expect(thread()).toEqual(['What is a StatefulSet?']);
    await command('ask', { question: 'and how is it scaled?' }, by(userOf(nextId(), 'grace')));
    expect(thread()).toEqual([]);
    await command('ask', { question: 'and how is it scaled?' }, inDm());
    expect(thread()).toEqual([]);
    await guild.restart();
    await command('ask', { question: 'and how is it scaled?' });
    expect(thread()).toContain('What is a StatefulSet?');
  });

  test.each([
    ['a direct message', () => inDm()],
    ['a thread', () => inThread(threadOf(nextId()))],
    ['a thread of a forum', () => inThread(threadOf(nextId(), FORUM_ID))],
    ['a server in which it is not', () => ({ guild_id: nextId(), guild: undefined, channel: undefined })],
  ])('answers in %s', async (_, place) => {
    await open();
    const answer = await command('ask', { question: 'What is a Pod?' }, place());
    expect(answer).toMatchObject({ isPrivate: true });
  });

  test('is answered once though it comes twice, also after a restart', async () => {
    await open();
    const asked = subcommandOf('ask', { question: 'What is a Pod?' });
    guild.interact(asked);
    guild.interact(asked);
    await guild.said();
    await guild.restart();
    guild.interact(asked);
    expect(await guild.said()).toHaveLength(1);
    expect(guild.discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(1);
  });
});

describe('/k8s case', () => {
  test('tells the story of a company', async () => {
    await open();
    const answer = await command('case', { company: 'Acme' });
    expect(answer).toMatchObject({ isPrivate: true });
    expect(textsOf(answer)).toContain('Acme moved its shops to Kubernetes');
    expect(labelsOf(answer)).toContain('Share');
    expect(await command('case', { company: 'Acme', private: false })).toMatchObject({ isPrivate: false });
  });

  test('says so when it has none, and shares nothing', async () => {
    await open();
    const answer = await command('case', { company: 'Wayne Enterprises' });
    expect(textsOf(answer)).toContain('I have no case study of Wayne Enterprises');
    expect(labelsOf(answer)).not.toContain('Share');
  });

  test('has a word for a company that is nothing but spaces', async () => {
    await open();
    expect(textsOf(await command('case', { company: '   ' }))).not.toBe('');
  });
});

describe('/k8s companies', () => {
  test('lists all of them by industry', async () => {
    await open();
    const answer = await command('companies');
    expect(textsOf(answer)).toContain('I know 12 companies');
    expect(textsOf(answer)).toMatch(/- \*\*Retail\*\*: Acme, Cyberdyne/);
    expect(guild.questions).toEqual([]);
  });

  test.each([
    [{ industry: 'Banking' }, 'companies: industry “Banking”'],
    [{ tool: 'prometheus' }, 'companies: tool “Prometheus”'],
    [{ theme: 'testing' }, 'companies: theme “testing”'],
    [
      { industry: 'Retail', tool: 'Prometheus', theme: 'testing' },
      'companies: industry “Retail”, tool “Prometheus”, theme “testing”',
    ],
    [{ industry: 'banks', tool: 'Prometheus' }, 'companies banks Prometheus'],
  ])('with %j asks for what they have in common', async (values, question) => {
    await open();
    const answer = await command('companies', values);
    expect(askedTexts()).toEqual([question]);
    expect(answer).toMatchObject({ isPrivate: true });
  });

  test('with two of them lists those that have both', async () => {
    await open();
    const answer = await command('companies', { industry: 'Banking', tool: 'Prometheus' });
    expect(textsOf(answer)).toContain('Globex');
    expect(textsOf(answer)).not.toContain('Acme');
    expect(optionsOf(answer)).toHaveLength(6);
  });
});

test('/k8s compare puts two things side by side', async () => {
  await open();
  const answer = await command('compare', { a: 'Deployment', b: 'StatefulSet', private: false });
  expect(textsOf(answer)).toContain('keeps as many Pods running');
  expect(textsOf(answer)).toContain('names and disks of their own');
  expect(answer).toMatchObject({ isPrivate: false });
});

test('/k8s onboard names what to read first, and help how to ask', async () => {
  await open();
  const first = await command('onboard');
  expect(optionsOf(first).map(({ label }) => label)).toEqual(['Pods', 'Deployments', 'Services']);
  const help = await command('help');
  expect(textsOf(help)).toContain('/k8s compare: two companies or two things side by side');
  expect(labelsOf(help)).toEqual([]);
  for (const answer of [first, help]) expect(answer).toMatchObject({ isPrivate: true });
  expect(guild.questions).toEqual([]);
});

test.each(['weather', 'k8s'])('/%s of an older or newer version has a polite word', async (name) => {
  await open();
  const answer = await guild.nextShown(() => guild.interact(commandOf(name, [])));
  expect(answer).toMatchObject({ isPrivate: true });
  expect(textsOf(answer)).toContain('I don’t know that command');
});

/** Asks when the bot speaks here. */
const modeSaid = async (more: object = {}) => textsOf(await command('channel', {}, more));

const GRACE = userOf('400000000000000077', 'grace');
const manager = (more: object = {}) => ({ ...by(GRACE, PERMISSION.manageChannels), ...more });

describe('/k8s channel', () => {
  test('tells when the bot speaks in the channel', async () => {
    await open();
    expect(await modeSaid(by(GRACE))).toContain('In this channel I answer when I am mentioned.');
    expect(await modeSaid(by(GRACE))).toContain('Those who manage channels change it');
  });

  test('changes it for those who manage the channel, past a restart', async () => {
    await open({ settings: { autoAnswerChannels: [FORUM_ID] } });
    expect(textsOf(await command('channel', { mode: 'on' }, manager()))).toContain('once in a thread');
    expect(await modeSaid()).toContain('once in a thread');
    expect(textsOf(await command('channel', { mode: 'off' }, manager()))).toContain('I say nothing');
    await guild.restart();
    expect(await modeSaid()).toContain('I say nothing');
    expect(await modeSaid({ channel_id: nextId(), channel: undefined })).toContain('when I am mentioned');
  });

  test('refuses anybody else, and changes nothing', async () => {
    await open();
    for (const mode of ['on', 'mentions', 'off'])
      expect(textsOf(await command('channel', { mode }, by(GRACE)))).toContain(
        'Only those who have the permission Manage Channels',
      );
    expect(await modeSaid()).toContain('when I am mentioned');
  });

  test('believes ADMIN_USERS', async () => {
    await open({ settings: { admins: [GRACE.id] } });
    expect(textsOf(await command('channel', { mode: 'off' }, by(GRACE)))).toContain('I say nothing');
  });

  test('on says what to do where the bot may not read messages, and changes nothing', async () => {
    await open();
    expect(textsOf(await command('channel', { mode: 'on' }, manager()))).toContain('Message Content Intent');
    expect(await modeSaid()).toContain('when I am mentioned');
  });

  test('in a thread and in a forum’s post chooses for the channel that it is in', async () => {
    await open({ settings: { autoAnswerChannels: [FORUM_ID] } });
    const thread = threadOf(nextId());
    await command('channel', { mode: 'off' }, manager(inThread(thread)));
    expect(await modeSaid()).toContain('I say nothing');
    const post = threadOf(nextId(), FORUM_ID);
    expect(await modeSaid(inThread(post))).toContain('once in a thread');
    await command('channel', { mode: 'mentions' }, manager(inThread(post)));
    expect(await guild.lasting.channels.modeOf('discord', FORUM_ID)).toBe('mentions');
  });

  test('has nothing to choose in a direct message', async () => {
    await open();
    expect(await modeSaid(inDm())).toContain('In a direct message I answer everything');
  });

  test('off silences mentions, in threads too, while commands go on', async () => {
    await open();
    const thread = threadOf(nextId());
    guild.discord.addChannel(thread);
    await command('channel', { mode: 'off' }, manager());
    guild.message(mentionOf('What is a Pod?'));
    const { content, mentions } = mentionOf('What is a Pod?');
    guild.message(threadMessageOf(thread.id, { content, mentions }));
    expect(await guild.said()).toHaveLength(1);
    expect(textsOf(await command('ask', { question: 'What is a Pod?' }))).toContain('the smallest thing');
  });
});

describe('Answer with Casebook', () => {
  const answerTo = (content: string, more: Parameters<typeof messageCommandOf>[2] = {}) =>
    guild.nextShown(() => guild.interact(messageCommandOf('Answer with Casebook', content, more)));

  test('answers somebody’s message for who asked alone, with a button that shares', async () => {
    await open();
    const answer = await answerTo('<@400000000000000009> What is a Pod?');
    expect(answer).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(answer)).toContain('A Pod is the smallest thing');
    expect(labelsOf(answer)).toContain('Share');
    expect(askedTexts()).toEqual(['What is a Pod?']);
  });

  test.each([
    ['without text', ''],
    ['that names somebody and says nothing', '<@400000000000000009>'],
  ])('says that there is nothing to answer in a message %s', async (_, content) => {
    await open();
    expect(textsOf(await answerTo(content))).toBe('That message has no text that I could answer.');
    expect(guild.questions).toEqual([]);
  });

  test('takes nobody’s message for a question of the channel', async () => {
    await open();
    await answerTo('What is a StatefulSet?');
    await command('ask', { question: 'and how is it scaled?' });
    expect(guild.questions.at(-1)?.thread).toEqual([]);
  });

  test('answers in a direct message with others, and where it is called otherwise says so', async () => {
    await open();
    const others = { ...inDm(), context: 2, channel_id: nextId(), channel: { id: nextId(), type: 3 } };
    expect(await answerTo('What is a Pod?', others)).toMatchObject({ isPrivate: true });
    const strange = await guild.nextShown(() =>
      guild.interact(messageCommandOf('An older name', 'What is a Pod?')),
    );
    expect(textsOf(strange)).toContain('I don’t know that command');
  });
});

describe('a bot that thinks', () => {
  /** Asks a bot that thinks until Discord was told that it does. */
  async function answeredLate(values: Values, meanwhile = () => {}) {
    let finish = () => {};
    const thought = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await open({ bot: (bot) => ({ ...bot, reply: (asked) => thought.then(() => bot.reply(asked)) }) });
    guild.interact(subcommandOf('ask', values));
    const responses = () => guild.discord.requests.filter(({ path }) => path.endsWith('/callback'));
    await until(() => expect(responses()).toHaveLength(1));
    expect(guild.discord.shown).toEqual([]);
    meanwhile();
    return { responses: responses(), answer: await guild.nextShown(finish) };
  }

  test('longer than a moment says so in time, and answers the asker alone', async () => {
    const { answer, responses } = await answeredLate({ question: 'What is a Pod?' });
    expect(responses).toMatchObject([{ status: 204, body: { type: 5, data: { flags: EPHEMERAL } } }]);
    expect(answer).toMatchObject({ how: 'said', isPrivate: true });
    expect(labelsOf(answer)).toContain('Share');
    expect(await guild.said()).toHaveLength(1);
  });

  test('with private: False answers everybody, with an embed where components are refused', async () => {
    const { answer, responses } = await answeredLate({ question: 'What is a Pod?', private: false }, () =>
      guild.discord.fail({ method: 'PATCH', path: /@original$/, status: 400, body: { code: 50035 } }),
    );
    expect(responses).toMatchObject([{ status: 204, body: { type: 5 } }]);
    expect(answer).toMatchObject({ how: 'said', isPrivate: false, embeds: [{ title: 'Pods' }] });
  });

  test('too long for Discord’s patience is told of in one line', async () => {
    await open({
      bot: (bot) => ({
        ...bot,
        reply: async (asked) => {
          if (asked.text !== 'hello') guild.discord.expireInteractions();
          return bot.reply(asked);
        },
      }),
    });
    guild.interact(subcommandOf('ask', { question: 'What is a Pod?' }));
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('the time in which a command')]);
    expect(await guild.said()).toEqual([]);
  });
});
