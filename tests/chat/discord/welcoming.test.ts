import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Track } from '../../../src/onboarding/track.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { smallTrack, trackOf } from '../../onboarding/small-track.js';
import { by, choiceOf, inDm, inThread, pressOf, subcommandOf } from '../../servers/discord-interactions.js';
import {
  ASKER,
  ASKER_ID,
  CHANNEL_ID,
  DM_CHANNEL_ID,
  dmChannelOf,
  FORUM_ID,
  GUILD_ID,
  nextId,
  PERMISSION,
  threadOf,
  USUAL_PERMISSIONS,
  userOf,
} from '../../servers/discord-payloads.js';
import { createBucket, type Shown } from '../../servers/discord-rest.js';
import { textsOf } from '../../servers/discord-server.js';
import { readAsDiscord } from './discord-reader.js';
import {
  buttonNamed,
  type Guild,
  type GuildOptions,
  labelsOf,
  mentionOf,
  openGuild,
  optionsOf,
  until,
} from './guild.js';

const SERVER_MEMBERS = 1 << 1;
const HERE = { platform: 'discord', server: GUILD_ID };
const GRACE = userOf('400000000000000077', 'grace');
const MANAGER = by(GRACE, PERMISSION.manageGuild);
const OTHER_TRACK: Track = { ...trackOf({ 'The node': 1, 'The cluster': 1 }), id: 'other', title: 'Other' };

let guild: Guild;
let joins: number;

afterEach(async () => {
  expect(guild.warnings).toEqual([]);
  await guild.close();
});

/** Opens a guild that may be told who joins; whether it asks, and welcomes them, `everywhere` says. */
async function open(everywhere: boolean, options: GuildOptions = {}): Promise<void> {
  joins = 0;
  guild = await openGuild({
    tracks: [smallTrack(), OTHER_TRACK],
    ...options,
    newcomers: { welcome: { everywhere, channels: [] }, onJoined: () => void joins++ },
    settings: { welcome: everywhere, ...options.settings },
    habits: { serverMembers: true, ...options.habits },
  });
}

async function newStore(now?: () => Date): Promise<Store> {
  const store = await openStore(':memory:', now && { now });
  onTestFinished(() => store.close());
  return store;
}

const people = (count: number) => Array.from({ length: count }, () => userOf(nextId(), 'newcomer'));

/** Somebody joins, and is noted. */
async function joining(...users: readonly object[]): Promise<void> {
  const before = joins;
  for (const user of users) guild.discord.joinGuild(user);
  await until(() => expect(joins).toBe(before + users.length));
}

const welcomes = () =>
  guild.discord.shown.filter(
    (shown) => shown.how === 'posted' && textsOf(shown).includes('Welcome! I answer questions'),
  );

/** The welcome of somebody who just joined. */
async function welcomed(): Promise<Shown> {
  await joining(ASKER);
  await guild.welcome();
  return welcomes().at(-1) as Shown;
}

const identified = () => Number(guild.discord.identifies.at(-1)?.intents);

const onboard = (action: string, more: object = MANAGER) =>
  guild.nextShown(() => guild.interact(subcommandOf('onboard', { action }, more)));

const press = (shown: Shown, label: string, more: object = {}) =>
  guild.nextShown(() => guild.interact(pressOf(shown, buttonNamed(shown, label), more)));

describe('somebody who joins', () => {
  test('gets one short direct message with a way in, and never another', async () => {
    await open(true, { lasting: await newStore() });
    const welcome = await welcomed();
    expect(welcome).toMatchObject({ channel_id: DM_CHANNEL_ID });
    expect(labelsOf(welcome)).toEqual(['Start', 'All tracks', 'Not now']);
    expect(textsOf(welcome)).toContain('“First steps” shows it to you in 4 short steps');
    expect(textsOf(welcome)).not.toContain('-# ');
    guild.discord.leaveGuild(ASKER_ID);
    await joining(ASKER);
    await guild.welcome();
    await guild.restart();
    await joining(ASKER);
    await guild.welcome();
    expect(welcomes()).toHaveLength(1);
  });

  test('is not greeted where it is a bot, or where welcomes are off', async () => {
    await open(true);
    guild.discord.joinGuild(userOf(nextId(), 'robot', { bot: true }));
    await guild.lasting.welcomes.choose(HERE, false);
    await joining(GRACE);
    expect(await guild.lasting.welcomes.all()).toEqual([]);
  });

  test('is not even told of without a word of anybody', async () => {
    await open(false);
    expect(identified() & SERVER_MEMBERS).toBe(0);
    guild.discord.joinGuild(GRACE);
    await guild.said();
    expect(joins).toBe(0);
  });

  test('while the connection was lost is welcomed when it is back', async () => {
    await open(true);
    guild.discord.drop();
    guild.discord.joinGuild(GRACE);
    await until(() => expect(guild.discord.resumes).toHaveLength(1));
    await guild.said();
    await guild.welcome();
    expect(welcomes()).toHaveLength(1);
  });

  test('to a server of which Discord has not told yet is welcomed all the same', async () => {
    await open(true);
    const member = { user: GRACE, roles: [], joined_at: new Date().toISOString(), flags: 0 };
    guild.discord.dispatch('GUILD_MEMBER_ADD', { ...member, guild_id: '200000000000000009' });
    await until(() => expect(joins).toBe(1));
  });

  test.each([
    [50007, 'Cannot send messages to this user'],
    [50278, 'Cannot send messages to this user'],
  ])('and takes no direct messages (%i) is not tried again', async (code, message) => {
    await open(true);
    guild.discord.closeDirectMessages(ASKER_ID, code, message);
    await joining(ASKER, GRACE);
    await guild.welcome();
    expect(welcomes()).toHaveLength(1);
    const before = guild.discord.requests.length;
    await guild.welcome();
    expect(guild.discord.requests).toHaveLength(before);
    expect(guild.log()).toContain('"told":1,"refused":1');
    expect(guild.log()).not.toContain(ASKER_ID);
  });
});

describe('the buttons of a welcome', () => {
  test('start the track in its place', async () => {
    await open(true);
    const welcome = await welcomed();
    const step = await press(welcome, 'Start', inDm());
    expect(step).toMatchObject({ how: 'changed', id: welcome.id });
    expect(textsOf(step)).toContain('1 of 4: Meet the Pod');
    expect(labelsOf(step)).toContain('Show my name');
    expect(textsOf(await press(step, 'Skip', inDm()))).toContain('2 of 4');
  });

  test('show all tracks in its place', async () => {
    await open(true);
    const welcome = await welcomed();
    const list = await press(welcome, 'All tracks', inDm());
    expect(list).toMatchObject({ how: 'changed', id: welcome.id });
    expect(optionsOf(list).map(({ label }) => label)).toEqual(['First steps', 'Other']);
    const step = await guild.nextShown(() =>
      guild.interact(choiceOf(list, 'v1 choose', optionsOf(list)[1]?.value ?? '', inDm())),
    );
    expect(step).toMatchObject({ how: 'changed', id: welcome.id });
    expect(textsOf(step)).toContain('The node');
  });

  test('put it away, also after a restart', async () => {
    await open(true);
    const welcome = await welcomed();
    await guild.restart();
    const away = await press(welcome, 'Not now', inDm());
    expect(away).toMatchObject({ how: 'changed', id: welcome.id });
    expect(textsOf(away)).toContain('All right.');
    expect(labelsOf(away)).toEqual([]);
  });

  test('lead to what to read first where there are no tracks', async () => {
    await open(true, { tracks: [] });
    const welcome = await welcomed();
    expect(labelsOf(welcome)).toEqual(['What to read first', 'Not now']);
    expect(textsOf(await press(welcome, 'What to read first', inDm()))).not.toBe('');
  });
});

const MEMBERS_ADVICE = 'turn on the Server Members Intent';
const FAULT = 'the connection to Discord has a fault';
const CONTENT_ADVICE = 'turn on the Message Content Intent';

describe('the right to see who joins', () => {
  test('is asked for with WELCOME=on, and besides the right to read messages', async () => {
    await open(true);
    expect(identified()).toBe((1 << 0) | (1 << 9) | (1 << 12) | SERVER_MEMBERS);
    await guild.close();
    await open(true, { settings: { autoAnswerChannels: [CHANNEL_ID] } });
    expect(identified()).toBe((1 << 0) | (1 << 9) | (1 << 12) | (1 << 15) | SERVER_MEMBERS);
  });

  test('is done without where Discord refuses it, with a word of what to do', async () => {
    await open(true, { habits: { serverMembers: false } });
    expect(guild.discord.identifies).toHaveLength(2);
    expect(identified() & SERVER_MEMBERS).toBe(0);
    expect(guild.discord.connections()).toBe(1);
    expect(guild.takeWarnings()).toEqual([FAULT, expect.stringContaining(MEMBERS_ADVICE)]);
    const answer = await guild.nextShown(() => guild.message(mentionOf('What is a Service?')));
    expect(textsOf(answer)).toContain('one address that stays');
  });

  test('leaves the right to read messages as it is', async () => {
    await open(true, {
      settings: { autoAnswerChannels: [CHANNEL_ID] },
      habits: { serverMembers: false },
    });
    expect(identified()).toBe((1 << 0) | (1 << 9) | (1 << 12) | (1 << 15));
    expect(guild.takeWarnings()).toEqual([FAULT, expect.stringContaining(MEMBERS_ADVICE)]);
  });

  test('is not what is missed where only messages may not be read', async () => {
    const starting = open(true, {
      settings: { autoAnswerChannels: [CHANNEL_ID] },
      habits: { messageContent: false },
    });
    await expect(starting).rejects.toThrow(CONTENT_ADVICE);
  });

  test('that is taken away later costs only the welcomes', async () => {
    await open(true);
    guild.discord.habits.serverMembers = false;
    guild.discord.closeGateway(4014);
    await until(() => expect(guild.warnings.join()).toContain(MEMBERS_ADVICE));
    expect(guild.discord.connections()).toBe(1);
    expect(identified() & SERVER_MEMBERS).toBe(0);
    const answer = await guild.nextShown(() => guild.message(mentionOf('What is a Service?')));
    expect(textsOf(answer)).toContain('one address that stays');
    guild.takeWarnings();
  });
});

describe('/k8s onboard action: welcome', () => {
  const NOT_ALLOWED = 'Only those who have the permission Manage Server';

  test('on is kept, and asked for at the next start', async () => {
    await open(false, { lasting: await newStore() });
    const told = await onboard('welcome-on');
    expect(told).toMatchObject({ isPrivate: true });
    expect(textsOf(told)).toContain('It begins when I am started again');
    expect(await guild.lasting.welcomes.isOnAt(HERE)).toBe(true);
    await guild.restart();
    expect(identified() & SERVER_MEMBERS).not.toBe(0);
    await joining(ASKER);
    await guild.welcome();
    expect(welcomes()).toHaveLength(1);
    expect(textsOf(await onboard('welcome-on'))).not.toContain('started again');
    expect(textsOf(await onboard('welcome-off'))).toContain('I welcome nobody');
    await joining(GRACE);
    expect(await guild.lasting.welcomes.all()).toEqual([]);
  });

  test('on says what to do where the right was not granted, and is kept for later', async () => {
    await open(false, { habits: { serverMembers: false } });
    const words = textsOf(await onboard('welcome-on'));
    expect(words).toContain('turn on the Server Members Intent');
    expect(words).toContain('start here');
    await guild.restart();
    expect(guild.takeWarnings()).toEqual([FAULT, expect.stringContaining(MEMBERS_ADVICE)]);
    guild.discord.habits.serverMembers = true;
    await guild.restart();
    await joining(ASKER);
  });

  test('may be chosen by those who manage the server, and by ADMIN_USERS', async () => {
    await open(false, { settings: { admins: [ASKER_ID] } });
    for (const action of ['welcome-on', 'welcome-off', 'start-here']) {
      expect(textsOf(await onboard(action, by(GRACE)))).toContain(NOT_ALLOWED);
      expect(textsOf(await onboard(action, by(GRACE, PERMISSION.manageChannels)))).toContain(NOT_ALLOWED);
      expect(textsOf(await onboard(action, inDm(GRACE)))).toContain(NOT_ALLOWED);
    }
    expect(guild.discord.posted).toEqual([]);
    expect(await guild.lasting.welcomes.isOnAt(HERE)).toBeUndefined();
    expect(textsOf(await onboard('welcome-on', by(ASKER)))).toContain('I welcome everybody');
    expect(textsOf(await onboard('welcome-off', by(GRACE, PERMISSION.administrator)))).toContain('nobody');
  });

  test('has a word for who is in a direct message, or in a server in which the bot is not', async () => {
    await open(false, { settings: { admins: [GRACE.id] } });
    const elsewhere = {
      guild_id: nextId(),
      guild: undefined,
      channel_id: nextId(),
      channel: undefined,
      authorizing_integration_owners: { 1: GRACE.id },
    };
    const stranger = { ...by(ASKER, PERMISSION.manageGuild), ...elsewhere };
    for (const action of ['welcome-on', 'welcome-off', 'start-here']) {
      expect(textsOf(await onboard(action, inDm(GRACE)))).toContain('Nobody joins a direct message');
      expect(textsOf(await onboard(action, stranger))).toContain(NOT_ALLOWED);
      expect(textsOf(await onboard(action, { ...MANAGER, ...elsewhere }))).toContain('not a member');
    }
    expect(await guild.lasting.welcomes.isOnSomewhere('discord')).toBe(false);
  });

  test('says so when it cannot be kept', async () => {
    await open(false);
    guild.lasting.welcomes.choose = () => Promise.reject(new Error('database is locked'));
    await guild.restart();
    expect(textsOf(await onboard('welcome-on'))).toContain('Something went wrong on my side');
    guild.takeWarnings();
  });
});

/** Posts a message to start at; gives it. */
async function startHere(more: object = {}): Promise<Shown> {
  const before = guild.discord.shown.length;
  const told = await onboard('start-here', { ...MANAGER, ...more });
  await until(() => expect(guild.discord.shown.length).toBe(before + 2));
  const [posted, said] = guild.discord.shown.slice(before);
  expect(posted).toEqual(told);
  expect(posted).toMatchObject({ how: 'posted', isPrivate: false });
  expect(said).toMatchObject({ isPrivate: true });
  expect(textsOf(said)).toContain('Posted. Pin it');
  return posted as Shown;
}

describe('a message to start at', () => {
  test('is everybody’s, and each has a way of their own that nobody else sees', async () => {
    await open(false, { lasting: await newStore() });
    const message = await startHere();
    expect(message).toMatchObject({ channel_id: CHANNEL_ID });
    expect(textsOf(message)).toContain('Only you see what a button shows.');
    expect(labelsOf(message)).toEqual(['Start', 'All tracks']);
    await guild.restart();

    const mine = await press(message, 'Start');
    const theirs = await press(message, 'Start', by(GRACE));
    for (const each of [mine, theirs]) {
      expect(each).toMatchObject({ how: 'said', isPrivate: true });
      expect(textsOf(each)).toContain('1 of 4: Meet the Pod');
    }
    const next = await press(theirs, 'Skip', by(GRACE));
    expect(next).toMatchObject({ how: 'changed', id: theirs.id, isPrivate: true });
    expect(textsOf(await press(message, 'Start', by(GRACE)))).toContain('2 of 4');
    expect(textsOf(await press(message, 'Start'))).toContain('1 of 4');
    const list = await press(message, 'All tracks', by(GRACE));
    expect(list).toMatchObject({ how: 'said', isPrivate: true });
    expect(textsOf(list)).toContain('You are at 2 of 4');
  });

  test('can stand in a thread, and in a forum’s post', async () => {
    await open(false);
    for (const parent of [CHANNEL_ID, FORUM_ID]) {
      const thread = threadOf(nextId(), parent);
      guild.discord.addChannel(thread);
      expect(await startHere(inThread(thread))).toMatchObject({ channel_id: thread.id });
    }
  });

  test.each([
    ['send messages', USUAL_PERMISSIONS & ~PERMISSION.sendMessages],
    ['see the channel', USUAL_PERMISSIONS & ~PERMISSION.viewChannel],
  ])('is not posted where the bot may not %s, which is said', async (_, permissions) => {
    await open(false, { permissions });
    const said = await onboard('start-here');
    expect(said).toMatchObject({ isPrivate: true });
    expect(textsOf(said)).toContain('I could not post here');
    await guild.said();
    expect(guild.discord.posted.filter(({ channel_id }) => channel_id === CHANNEL_ID)).toEqual([]);
  });

  test('is not posted where the permission was just taken away, which is said', async () => {
    await open(false);
    guild.discord.habits.permissions = USUAL_PERMISSIONS & ~PERMISSION.sendMessages;
    expect(textsOf(await onboard('start-here'))).toContain('the bot lacks a permission');
  });

  test('is posted once, whatever becomes of the connection', async () => {
    await open(false);
    guild.discord.fail({ method: 'POST', path: /messages$/, carriedOut: true, cutOff: true });
    await startHere();
    expect(guild.discord.posted).toHaveLength(1);
  });
});

describe('five hundred who join at once', () => {
  test('are each welcomed once, as fast as Discord takes it, and questions go before', async () => {
    await open(true, { lasting: await newStore(), settings: { requestsPerSecond: 1_000 } });
    guild.discord.habits.directChannels = createBucket(100, 400);
    await joining(...people(500));
    const welcoming = guild.welcome();
    await until(() => expect(welcomes().length).toBeGreaterThan(90));
    const asked = performance.now();
    const answer = await guild.nextShown(() =>
      guild.interact(subcommandOf('ask', { question: 'What is a Service?' })),
    );
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(answer.how === 'said' || answer.channel_id !== CHANNEL_ID).toBe(true);
    await welcoming;
    expect(welcomes()).toHaveLength(500);
    expect(new Set(welcomes().map(({ channel_id }) => channel_id)).size).toBe(500);
    expect(await guild.lasting.welcomes.all()).toEqual([]);
    guild.takeWarnings();
  }, 60_000);

  test('are each welcomed once by two bots that share the memory', async () => {
    await open(true, { lasting: await newStore(), settings: { requestsPerSecond: 1_000 } });
    await guild.join();
    for (const user of people(200)) guild.discord.joinGuild(user);
    await until(() => expect(joins).toBe(400));
    await guild.welcome();
    expect(welcomes()).toHaveLength(200);
    guild.takeWarnings();
  }, 60_000);

  test('are welcomed later where direct messages are opened too fast, or Discord asks to wait for long', async () => {
    await open(true, { lasting: await newStore() });
    const opening = { method: 'POST', path: /users\/@me\/channels$/ };
    await joining(...people(20));
    guild.discord.fail({ ...opening, status: 400, body: { code: 40003 } });
    await guild.welcome();
    expect(welcomes()).toHaveLength(0);
    const body = { message: 'You are being rate limited.', retry_after: 300, global: false };
    const headers = { 'retry-after': '300', 'x-ratelimit-scope': 'user' };
    guild.discord.fail({ ...opening, status: 429, body, headers });
    const begin = performance.now();
    await guild.welcome();
    expect(performance.now() - begin).toBeLessThan(5_000);
    expect(welcomes()).toHaveLength(0);
    expect(guild.takeWarnings().join()).toContain('Discord asks to wait');
    await guild.restart();
    await guild.welcome();
    expect(welcomes()).toHaveLength(20);
    expect(guild.log()).toContain('direct messages are opened too fast');
  });

  test('are not welcomed again where a process died before it could note it', async () => {
    let clock = Date.now();
    await open(true, { lasting: await newStore(() => new Date(clock)) });
    await joining(ASKER, GRACE);
    const { done } = guild.lasting.welcomes;
    guild.lasting.welcomes.done = () => Promise.reject(new Error('it has ended'));
    await guild.welcome();
    guild.lasting.welcomes.done = done;
    expect(welcomes()).toHaveLength(1);
    await guild.restart();
    await guild.welcome();
    expect(welcomes()).toHaveLength(2);
    clock += 11 * 60_000;
    await guild.welcome();
    expect(welcomes()).toHaveLength(2);
    expect(await guild.lasting.welcomes.all()).toEqual([]);
  });

  test('are each posted to once though connections end before Discord confirms', async () => {
    await open(true);
    await joining(...people(20));
    guild.discord.fail({ method: 'POST', path: /messages$/, carriedOut: true, cutOff: true, times: 3 });
    await guild.welcome();
    expect(welcomes()).toHaveLength(20);
    expect(new Set(welcomes().map(({ channel_id }) => channel_id)).size).toBe(20);
  });
});

describe('a reminder', () => {
  const DAY = 24 * 60 * 60_000;
  const HOUR = DAY / 24;
  const reminders = () =>
    guild.discord.shown.filter((shown) => shown.how === 'posted' && textsOf(shown).includes('waits for you'));

  /** Somebody begins a track now; gives the time of their last press. */
  async function begun(): Promise<number> {
    await open(true, { lasting: await newStore() });
    const welcome = await welcomed();
    await press(await press(welcome, 'Start', inDm()), 'Skip', inDm());
    return Date.now();
  }
  const remindAt = (time: number) => guild.remind(new Date(time));

  test('comes near the hour of the last press, twice at most', async () => {
    const moved = await begun();
    await remindAt(moved + 3 * DAY - HOUR / 2);
    await remindAt(moved + 3 * DAY + 2 * HOUR);
    await remindAt(moved + 4 * DAY - 2 * HOUR);
    expect(reminders()).toEqual([]);
    await remindAt(moved + 4 * DAY - HOUR / 2);
    const [first] = reminders();
    expect(first).toMatchObject({ channel_id: DM_CHANNEL_ID });
    expect(textsOf(first)).toContain('“First steps” waits for you at step 2 of 4: Look around.');
    expect(labelsOf(first as Shown)).toEqual(['Go on', 'Stop reminding me']);
    await remindAt(moved + 6 * DAY);
    expect(reminders()).toHaveLength(1);
    await remindAt(moved + 7 * DAY + HOUR / 2);
    expect(textsOf(reminders()[1])).toContain('This was the last time');
    for (let day = 8; day < 30; day++) await remindAt(moved + day * DAY);
    expect(reminders()).toHaveLength(2);
  });

  test('leads on in its place, or is the last', async () => {
    const moved = await begun();
    await remindAt(moved + 3 * DAY + 1_000);
    const [first] = reminders() as [Shown];
    const step = await press(first, 'Go on', inDm());
    expect(step).toMatchObject({ how: 'changed', id: first.id });
    expect(textsOf(step)).toContain('2 of 4');
    const stopped = await press(first, 'Stop reminding me', inDm());
    expect(textsOf(stopped)).toContain('I will not remind you any more');
    for (let day = 3; day < 15; day++) await remindAt(moved + day * DAY + 2_000);
    expect(reminders()).toHaveLength(1);
  });

  test('of somebody who takes no messages any more is not tried again', async () => {
    const moved = await begun();
    guild.discord.closeDirectMessages(ASKER_ID, 50007, 'Cannot send messages to this user');
    await remindAt(moved + 3 * DAY + 1_000);
    const before = guild.discord.requests.length;
    for (let day = 6; day < 15; day++) await remindAt(moved + day * DAY + 2_000);
    expect(guild.discord.requests).toHaveLength(before);
  });
});

describe('/k8s onboard action: team', () => {
  const dmOf = (shown: Shown, user: object) => ({
    ...inDm(user),
    channel_id: shown.channel_id,
    channel: { ...dmChannelOf(user), id: shown.channel_id },
  });
  const team = async (more: object = MANAGER) => textsOf(await onboard('team', more));

  /** Grace and Ada began; both show their names. */
  async function bothNamed(): Promise<void> {
    await open(true, { lasting: await newStore(), settings: { admins: ['400000000000000088'] } });
    await joining(ASKER, GRACE);
    await guild.welcome();
    for (const [place, user] of [ASKER, GRACE].entries()) {
      const welcome = welcomes()[place] as Shown;
      const step = await press(welcome, 'Start', dmOf(welcome, user));
      const shown = await press(step, 'Show my name', dmOf(welcome, user));
      expect(shown).toMatchObject({ how: 'said' });
      expect(textsOf(shown)).toContain('see your name now');
    }
  }

  test('names those who agreed, until they take it back', async () => {
    await bothNamed();
    expect(await team()).toContain('By name: ada (step 1), grace (step 1).');
    const mine = await guild.nextShown(() => guild.interact(subcommandOf('onboard')));
    expect(labelsOf(mine)).toEqual(['Stop reminding me', 'Hide my name']);
    const hidden = await press(mine, 'Hide my name');
    expect(hidden).toMatchObject({ isPrivate: true });
    expect(await team()).toContain('By name: grace (step 1).');
  });

  test('draws a name letter by letter, and leads nowhere with it', async () => {
    await open(true);
    const name = '@everyone **a** <@1> [b](https://evil.example) `c`';
    const user = userOf('400000000000000099', name);
    guild.discord.joinGuild(user);
    const more = by(user);
    const step = await press(await startHere(), 'Start', more);
    await press(step, 'Show my name', more);
    const { text, mentions, links, code } = readAsDiscord(await team(by(ASKER, PERMISSION.manageGuild)));
    expect(text).toContain('@everyone **a** <@1> [b](https://evil');
    expect({ mentions, links, code }).toEqual({ mentions: [], links: [], code: [] });
  });

  test('names to a manager only members of that server, and to ADMIN_USERS everybody', async () => {
    await bothNamed();
    await team({ ...by(ASKER, PERMISSION.manageGuild) });
    guild.discord.leaveGuild(ASKER_ID);
    expect(await team()).toContain('By name: grace (step 1).');
    expect(await team(by(userOf('400000000000000088', 'eve')))).toContain('ada (step 1), grace (step 1)');
  });

  test('names nobody whom Discord does not tell of', async () => {
    await bothNamed();
    const path = new RegExp(`guilds/${GUILD_ID}/members/${ASKER_ID}$`);
    guild.discord.fail({ method: 'GET', path, status: 500, times: 10 });
    expect(await team()).toContain('By name: grace (step 1).');
  });
});
