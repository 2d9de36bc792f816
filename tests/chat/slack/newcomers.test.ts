import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Progress } from '../../../src/onboarding/progress.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { shippedTracks } from '../../onboarding/shipped-tracks.js';
import { smallTrack } from '../../onboarding/small-track.js';
import { blockActions, type Element, messagePlace, type Place } from '../../servers/slack-interactions.js';
import {
  appHomeOpened,
  BOT_USER,
  memberJoined,
  slashCommand,
  teamJoin,
  USUAL_SCOPES,
  WELCOME_SCOPES,
} from '../../servers/slack-server.js';
import {
  buttonNamed,
  elementsOf,
  labelsOf,
  openWorkspace,
  type Posted,
  until,
  WAYS,
  type Workspace,
  type WorkspaceOptions,
  wordsOf,
} from './workspace.js';

const SEES_JOINS = [...USUAL_SCOPES, ...WELCOME_SCOPES];
const ADMIN = 'U0ADMIN';
/** The channel in which commands are typed. */
const HERE = String(slashCommand('', '').channel_id);
const OTHER_TRACK = { ...smallTrack(), id: 'other-steps', title: 'Other steps' };

let workspace: Workspace;

afterEach(async () => {
  expect(workspace.warnings).toEqual([]);
  await workspace.close();
});

async function open({ newcomers, ...options }: WorkspaceOptions = {}): Promise<void> {
  workspace = await openWorkspace({
    tracks: [smallTrack(), OTHER_TRACK],
    scopes: SEES_JOINS,
    newcomers: { welcome: { everywhere: true, channels: ['C0CHOSEN'] }, ...newcomers },
    ...options,
  });
  workspace.slack.setPerson(ADMIN, { is_admin: true });
  workspace.slack.setPerson('U0ASKER', { tz: 'UTC' });
}

async function newStore(): Promise<Store> {
  const store = await openStore(':memory:');
  onTestFinished(() => store.close());
  return store;
}

/** Somebody joins, and all that comes of it is done. */
async function join(...events: object[]): Promise<readonly Posted[]> {
  const before = workspace.slack.messages.length;
  for (const event of events) await workspace.sendEvent(event);
  await workspace.askLast();
  await workspace.welcome();
  return workspace.slack.messages.slice(before).filter(({ channel }) => channel !== 'C0LAST');
}

const press = (element: Element, place: Place, user = 'U0ASKER') =>
  workspace.interact(blockActions(workspace.slack, element, place, { user }));

/** Presses a button of a direct message; gives what stands in its place then. */
async function go(message: Posted, label: string, user = 'U0ASKER'): Promise<Posted> {
  const { updates } = workspace.slack;
  const before = updates.length;
  await press(buttonNamed(message, label), messagePlace(workspace.slack.placeOf(message)), user);
  await until(() => expect(updates.length).toBeGreaterThan(before));
  return updates[before] as Posted;
}

const command = (text: string, changes: Readonly<Record<string, string>> = {}) =>
  workspace.nextResponse(() => workspace.command(text, changes));

const asAdmin = async (text: string, changes: Readonly<Record<string, string>> = {}) =>
  wordsOf(await command(text, { user_id: ADMIN, ...changes }));

/** Begins a track, the first without a word, and gives its first step in the direct message. */
async function begin(user = 'U0ASKER', place = 0): Promise<Posted> {
  const list = await command('onboard', { user_id: user });
  const start = elementsOf(list)[place] as Element;
  const { responses, messages } = workspace.slack;
  const before = [responses.length, messages.length] as const;
  await press(start, messagePlace({ isEphemeral: true }), user);
  await until(() => expect([responses.length, messages.length]).toEqual(before.map((count) => count + 1)));
  return messages[before[1]] as Posted;
}

describe.each(WAYS)('over $name, who joins the workspace', ({ connection }) => {
  test('is welcomed with a direct message, and begins with its button in the place of it', async () => {
    await open({ connection });
    const [welcome, ...others] = await join(teamJoin('U0ASKER'));
    expect(others).toEqual([]);
    expect(welcome).toMatchObject({ channel: 'U0ASKER' });
    expect(wordsOf(welcome as Posted)).toMatch(/^Welcome! I answer questions about Kubernetes/);
    expect(wordsOf(welcome as Posted)).toContain('“First steps” shows it to you in 4 short steps (an hour)');
    expect(labelsOf(welcome as Posted)).toEqual(['Start', 'All tracks', 'Not now']);
    const first = await go(welcome as Posted, 'Start');
    expect(first).toMatchObject({ ts: workspace.slack.placeOf(welcome as Posted).ts });
    expect(wordsOf(first)).toContain('1 of 4: Meet the Pod');
    expect(wordsOf(await go(first, 'Skip'))).toContain('2 of 4: Look around');
    expect(await join(teamJoin('U0ASKER'))).toEqual([]);
  });

  test('may say that it is not the time, or look at all tracks first', async () => {
    await open({ connection });
    const [welcome] = await join(teamJoin('U0ASKER'));
    const shown = await go(welcome as Posted, 'All tracks');
    expect(wordsOf(shown)).toContain('Where would you like to begin?');
    expect(labelsOf(shown)).toEqual(['Start', 'Start']);
    expect(wordsOf(await go(shown, 'Start'))).toContain('1 of 4');
    const [second] = await join(teamJoin('U0SECOND'));
    const refused = await go(second as Posted, 'Not now', 'U0SECOND');
    expect(wordsOf(refused)).toContain('/k8s onboard is there whenever you like');
    expect(labelsOf(refused)).toEqual([]);
    expect(await join(teamJoin('U0SECOND'), memberJoined('U0SECOND', 'C0CHOSEN'))).toEqual([]);
  });
});

describe('nobody is welcomed', () => {
  test.each([
    [
      'twice, though they join the workspace and a chosen channel',
      [teamJoin('U1'), memberJoined('U1', 'C0CHOSEN')],
      1,
    ],
    ['twice, though they join again', [memberJoined('U1', 'C0CHOSEN'), teamJoin('U1'), teamJoin('U1')], 1],
    ['for a channel that nobody chose', [memberJoined('U1')], 0],
    ['who is a bot', [teamJoin('U1', { is_bot: true })], 0],
    ['who is Slack’s own bot, which says it is none', [teamJoin('USLACKBOT', { is_bot: false })], 0],
    [
      'for the bot’s own coming',
      [memberJoined(BOT_USER, 'C0CHOSEN'), teamJoin(BOT_USER, { is_bot: true })],
      0,
    ],
  ])('%s', async (_, events, count) => {
    await open();
    expect(await join(...events)).toHaveLength(count);
    expect(await join()).toEqual([]);
  });

  test('where it is off, which it is without a word', async () => {
    await open({ newcomers: { welcome: { everywhere: false, channels: [] } } });
    expect(await join(teamJoin('U1'), memberJoined('U1'))).toEqual([]);
  });

  test.each(['messages_tab_disabled', 'user_disabled', 'cannot_dm_bot', 'user_not_visible'])(
    'a second time who takes no message (%s)',
    async (error) => {
      await open();
      workspace.slack.refuse('U1', error);
      expect(await join(teamJoin('U1'))).toEqual([]);
      workspace.slack.refuse('U1');
      expect(await join(teamJoin('U1'))).toEqual([]);
    },
  );

  test('a second time, though the event comes again and in two processes', async () => {
    await open({ lasting: await newStore() });
    await workspace.join();
    const event = teamJoin('U1');
    for (const to of [0, 1, 0, 1]) await workspace.sendEvent(event, to, to);
    await workspace.askLast();
    await Promise.all([workspace.welcome(), workspace.welcome()]);
    expect(workspace.slack.messages.filter(({ channel }) => channel === 'U1')).toHaveLength(1);
  });
});

test('who cannot be told now is welcomed later', async () => {
  await open();
  workspace.slack.fail('chat.postMessage', { error: 'internal_error' }, 3);
  await workspace.sendEvent(teamJoin('U1'));
  await until(async () => expect(await workspace.lasting.welcomes.all()).toHaveLength(1));
  await workspace.welcome();
  expect(workspace.slack.messages).toEqual([]);
  expect(await join()).toMatchObject([{ channel: 'U1' }]);
}, 15_000);

describe('/k8s onboard welcome', () => {
  const off = { newcomers: { welcome: { everywhere: false, channels: [] } } };

  test('tells admins how it is, and changes it', async () => {
    await open(off);
    expect(await asAdmin('onboard welcome')).toMatch(
      /^I welcome nobody who joins this workspace, nor this channel\./,
    );
    expect(await asAdmin('onboard welcome on')).toMatch(/^I welcome everybody who joins this workspace/);
    expect(await asAdmin('onboard welcome')).toMatch(/^I welcome everybody who joins this workspace/);
    expect(await join(teamJoin('U1'), memberJoined('U2'))).toMatchObject([{ channel: 'U1' }]);
    expect(await asAdmin('onboard welcome off')).toBe('I welcome nobody who joins.');
    expect(await join(teamJoin('U3'))).toEqual([]);
  });

  test('is for a channel too, and off ends both', async () => {
    await open(off);
    expect(await asAdmin('onboard welcome here')).toMatch(
      /^I welcome everybody who joins this channel.*\/invite me/,
    );
    expect(await asAdmin('onboard welcome')).toMatch(/^I welcome everybody who joins this channel/);
    expect(await asAdmin('onboard welcome', { channel_id: 'C0OTHER' })).toMatch(/^I welcome nobody/);
    const [welcomed] = await join(memberJoined('U1', 'C0OTHER'), memberJoined('U3', HERE));
    expect(welcomed).toMatchObject({ channel: 'U3' });
    await asAdmin('onboard welcome off');
    expect(await join(memberJoined('U4', HERE))).toEqual([]);
  });

  test('goes back on what was not said yet when it is ended', async () => {
    await open(off);
    await asAdmin('onboard welcome on');
    await workspace.sendEvent(teamJoin('U1'));
    await until(async () => expect(await workspace.lasting.welcomes.all()).toHaveLength(1));
    await asAdmin('onboard welcome off');
    expect(await join()).toEqual([]);
    expect(await workspace.lasting.welcomes.all()).toEqual([]);
  });

  test('is for a channel nothing in a direct message', async () => {
    await open(off);
    for (const changes of [{ channel_id: 'D0ADMIN' }, { channel_id: 'G0', channel_name: 'mpdm-a--b-1' }]) {
      expect(await asAdmin('onboard welcome here', changes)).toContain('Nobody joins a direct message');
      expect(await asAdmin('onboard welcome', changes)).toMatch(/^I welcome nobody/);
      expect(await asAdmin('onboard welcome on', changes)).toMatch(/^I welcome everybody/);
      expect(await asAdmin('onboard welcome off', changes)).toBe('I welcome nobody who joins.');
    }
  });

  test.each(['', ' on', ' here', ' off'])('is not for others: “%s”', async (choice) => {
    await open(off);
    const words = wordsOf(await command(`onboard welcome${choice}`));
    expect(words).toMatch(/^Only admins of the workspace/);
    expect(await join(teamJoin('U1'), memberJoined('U2', HERE))).toEqual([]);
  });

  test.each([
    ['on', USUAL_SCOPES],
    ['here', USUAL_SCOPES],
    // As for an app that answers in channels without being mentioned, which is told of nobody who joins.
    ['on', [...USUAL_SCOPES, 'channels:history', 'groups:history', 'users:read']],
  ])('%s says what is missing where the app may not see who joins', async (choice, scopes) => {
    await open({ ...off, scopes, settings: { admins: [ADMIN] } });
    expect(await asAdmin(`onboard welcome ${choice}`)).toMatch(
      /^I may not see who joins\..*npm run -s slack:manifest -- --welcome/,
    );
    expect(await asAdmin('onboard welcome')).toMatch(/^I welcome nobody/);
  });

  test('looks whether a welcome stands there that another process may have sent', async () => {
    await open();
    expect(await join(teamJoin('U1'))).toHaveLength(1);
    const again = ['U1', 'U2'].map((user) => {
      const entrance = { platform: 'slack', server: String(slashCommand('', '').team_id) };
      return { platform: 'slack', user, entrance, isRepeat: true } as const;
    });
    Object.assign(workspace.lasting.welcomes, { all: async () => again, claim: async () => true });
    await workspace.welcome();
    expect(workspace.slack.messages.map(({ channel }) => channel).sort()).toEqual(['C0LAST', 'U1', 'U2']);
  });

  test('says so when it could not be kept', async () => {
    await open(off);
    workspace.lasting.welcomes.choose = () => Promise.reject(new Error('disk full'));
    await workspace.restart();
    expect(await asAdmin('onboard welcome on')).toContain('Something went wrong on my side');
    expect(workspace.takeWarnings()).toEqual(['could not handle what Slack sent']);
  });
});

describe('the first step of somebody’s first track', () => {
  test('says what they are reminded of, and asks for their name, which stays hidden unless they say so', async () => {
    await open();
    const first = await begin();
    expect(wordsOf(first)).toContain('When you leave a track for 3 days I remind you, twice at most.');
    expect(wordsOf(first)).toContain('Unless you press “Show my name”, they do not.');
    expect(await asAdmin('onboard team')).toContain('without names');
    const kept = await workspace.nextMessage(() =>
      press(buttonNamed(first, 'Show my name'), messagePlace(workspace.slack.placeOf(first))),
    );
    expect(kept).toMatchObject({ channel: 'D0ASKER' });
    expect(wordsOf(kept)).toContain('see your name now');
    expect(await asAdmin('onboard team')).toContain('By name: asker (step 1).');
    // The step is still there.
    expect(wordsOf(await go(first, 'Skip'))).toContain('2 of 4');
    expect(await asAdmin('onboard team')).toContain('By name: asker (step 2).');
  });

  test('says it once', async () => {
    await open();
    const first = await begin();
    expect(wordsOf(await go(await go(first, 'Skip'), 'Back'))).not.toContain('May they see yours?');
    const other = await begin('U0ASKER', 1);
    expect(wordsOf(other)).not.toContain('May they see yours?');
    expect(labelsOf(other)).not.toContain('Show my name');
  });

  test('is said whole at the beginning of each track that comes with us', async () => {
    const { tracks, catalogue } = await shippedTracks();
    await open({ tracks, bot: { catalogue } });
    for (const [place] of tracks.entries()) {
      const first = await begin(`U${place}`, place);
      expect(wordsOf(first)).toContain('Unless you press “Show my name”, they do not.');
      expect(labelsOf(first)).toContain('Show my name');
    }
  });

  test('says nothing of reminders where there are none', async () => {
    await open({ newcomers: { remindAfterDays: 0 } });
    const first = await begin();
    expect(wordsOf(first)).not.toContain('remind');
    expect(wordsOf(first)).toContain('May they see yours?');
    expect(labelsOf(await command('onboard'))).toEqual(['Go on', 'Start', 'Show my name']);
  });

  test('is shown though it could not be noted that they began', async () => {
    await open();
    workspace.lasting.walkers.begin = () => Promise.reject(new Error('disk full'));
    await workspace.restart();
    expect(wordsOf(await begin())).toContain('1 of 4');
    expect(workspace.takeWarnings()).toEqual([expect.stringContaining('disk full')]);
  });
});

describe('/k8s onboard', () => {
  const wishes = async () => labelsOf(await command('onboard')).slice(2);
  const wish = async (label: string) => {
    const list = await command('onboard');
    return workspace.nextResponse(() => press(buttonNamed(list, label), messagePlace({ isEphemeral: true })));
  };

  test('lets people choose who began, and nobody else', async () => {
    await open();
    expect(await wishes()).toEqual([]);
    await begin();
    expect(await wishes()).toEqual(['Stop reminding me', 'Show my name']);
    expect(await wish('Stop reminding me')).toMatchObject({ response_type: 'ephemeral' });
    expect(await wishes()).toEqual(['Remind me', 'Show my name']);
    expect(wordsOf(await wish('Remind me'))).toContain('twice at most');
    expect(await wishes()).toEqual(['Stop reminding me', 'Show my name']);
    expect(wordsOf(await wish('Show my name'))).toContain('see your name now');
    expect(await wishes()).toEqual(['Stop reminding me', 'Hide my name']);
    expect(await asAdmin('onboard team')).toContain('By name: asker (step 1).');
    expect(wordsOf(await wish('Hide my name'))).toContain('Nobody sees your name any more');
    expect(await asAdmin('onboard team')).toContain('without names');
    expect(await asAdmin('onboard team')).not.toContain('asker');
  });

  test('team is for admins, and draws names as they are', async () => {
    await open();
    await begin();
    await workspace.lasting.walkers.showName(
      { platform: 'slack', user: 'U0ASKER' },
      '<!channel> *Ada* _O’Hara_ & <@U1>\nand a second line',
    );
    expect(wordsOf(await command('onboard team'))).toMatch(/^Only admins/);
    const words = await asAdmin('onboard team');
    expect(words).not.toContain('<!channel>');
    expect(words).not.toContain('<@U1>');
    expect(words).toContain('&lt;!channel&gt;');
  });

  test('works while it cannot be told what somebody chose', async () => {
    await open();
    await begin();
    workspace.lasting.walkers.wishesOf = () => Promise.reject(new Error('disk full'));
    await workspace.restart();
    const list = await command('onboard');
    expect(wordsOf(list)).toContain('Where would you like to begin?');
    expect(labelsOf(list)).toEqual(['Go on', 'Start']);
    expect(workspace.takeWarnings()).toEqual([expect.stringContaining('disk full')]);
  });
});

test('who wants to be forgotten is not named, reminded or known as one who began', async () => {
  await open({ lasting: await newStore() });
  await begin();
  await workspace.lasting.walkers.showName({ platform: 'slack', user: 'U0ASKER' }, 'Ada');
  await command('forget-me');
  expect(await asAdmin('onboard team')).not.toContain('Ada');
  expect(await workspace.lasting.walkers.named()).toEqual([]);
  expect(await workspace.lasting.walkers.quietSince(new Date(Date.now() + 1_000))).toEqual([]);
  expect(wordsOf(await begin())).toContain('May they see yours?');
});

describe('a reminder', () => {
  const DAY = 24 * 60 * 60_000;
  const tenIn = (days: number) => {
    const day = new Date(Date.now() + days * DAY);
    return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 10));
  };
  const reminded = async (now: Date) => {
    const before = workspace.slack.messages.length;
    await workspace.remind(now);
    return workspace.slack.messages.slice(before);
  };
  const progress = async () =>
    (await workspace.lasting.progress.find({ platform: 'slack', user: 'U0ASKER' }, 'first-steps'))
      ?.progress as Progress;

  test('comes by day in the time zone of the profile, goes on with its button, and is not said again', async () => {
    await open({ lasting: await newStore() });
    await go(await begin(), 'Skip');
    workspace.slack.setPerson('U0ASKER', { tz: 'Pacific/Auckland' });
    expect(await reminded(tenIn(5))).toEqual([]);
    // Ten in the evening in Greenwich is in the morning there, of the next day.
    const [message, ...others] = await reminded(new Date(tenIn(5).getTime() + DAY / 2));
    expect(others).toEqual([]);
    expect(message).toMatchObject({ channel: 'U0ASKER' });
    expect(wordsOf(message as Posted)).toContain('“First steps” waits for you at step 2 of 4: Look around.');
    const step = await go(message as Posted, 'Go on');
    expect(wordsOf(step)).toContain('2 of 4: Look around');
    expect(wordsOf(step)).not.toContain('May they see yours?');
    expect(await reminded(new Date(tenIn(2).getTime() + DAY / 2))).toEqual([]);
  });

  test('comes at the hour of what they did last where the app may not see profiles', async () => {
    await open({ scopes: USUAL_SCOPES, lasting: await newStore() });
    await begin();
    const { movedAt } = await progress();
    expect(await reminded(new Date(movedAt.getTime() + 3 * DAY + DAY / 4))).toEqual([]);
    expect(await reminded(new Date(movedAt.getTime() + 4 * DAY))).toHaveLength(1);
    // Whoever may not look asks once.
    expect(workspace.slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
  });

  test('waits while Slack does not say now in which time zone it is', async () => {
    await open({ lasting: await newStore() });
    await begin();
    workspace.slack.setPerson('U0ASKER', { tz: 'America/Los_Angeles' });
    const { movedAt } = await progress();
    const sameHour = new Date(movedAt.getTime() + 5 * DAY);
    workspace.slack.fail('users.info', { status: 429, headers: { 'retry-after': '30' } });
    expect(await reminded(sameHour)).toEqual([]);
    // Ten in the morning in Greenwich is at night there; eight in the evening is not.
    expect(await reminded(tenIn(5))).toEqual([]);
    expect(await reminded(new Date(tenIn(5).getTime() + 10 * 60 * 60_000))).toHaveLength(1);
  });

  test('has a button that ends them, in the place of it', async () => {
    await open({ lasting: await newStore() });
    await begin();
    const [message] = await reminded(tenIn(5));
    expect(wordsOf(await go(message as Posted, 'Stop reminding me'))).toContain(
      'I will not remind you any more',
    );
    expect(await reminded(tenIn(10))).toEqual([]);
    expect(labelsOf(await command('onboard'))).toContain('Remind me');
  });

  test('comes twice at most, from two processes at once, and says which is the last', async () => {
    await open({ lasting: await newStore() });
    await workspace.join();
    await begin();
    const all = [];
    for (let day = 1; day < 20; day++) all.push(...(await reminded(tenIn(day))));
    expect(all).toHaveLength(2);
    expect(all.map((each) => wordsOf(each).includes('the last time'))).toEqual([false, true]);
  });

  test('does not come to who finished, stopped or takes no messages', async () => {
    await open({ lasting: await newStore() });
    const first = await begin();
    await go(first, 'Stop');
    expect(await reminded(tenIn(5))).toEqual([]);
    await begin();
    workspace.slack.refuse('U0ASKER', 'user_disabled');
    expect(await reminded(tenIn(5))).toEqual([]);
    workspace.slack.refuse('U0ASKER');
    expect(await reminded(tenIn(10))).toEqual([]);
  });

  test('comes later while Slack is away', async () => {
    await open({ lasting: await newStore() });
    await begin();
    workspace.slack.fail('chat.postMessage', { error: 'internal_error' }, 3);
    expect(await reminded(tenIn(5))).toEqual([]);
    expect(await reminded(tenIn(5))).toHaveLength(1);
  }, 15_000);
});

describe('the Home tab', () => {
  const drawnFor = (user: string) => workspace.slack.views.changes.filter((each) => each.user === user);

  test('is drawn anew after a step for who opened it, and for nobody else', async () => {
    await open();
    await workspace.nextView(() => workspace.sendEvent(appHomeOpened('home')));
    const first = await begin();
    await until(() => expect(wordsOf(drawnFor('U0ASKER').at(-1) as object)).toContain('You are at 1 of 4'));
    await go(first, 'Skip');
    await until(() => expect(wordsOf(drawnFor('U0ASKER').at(-1) as object)).toContain('You are at 2 of 4'));
    await go(await begin('U0OTHER'), 'Skip', 'U0OTHER');
    await workspace.askLast();
    expect(drawnFor('U0OTHER')).toEqual([]);
  });

  test('stays as it is when it cannot be drawn, and the step is shown all the same', async () => {
    await open();
    await workspace.nextView(() => workspace.sendEvent(appHomeOpened('home')));
    const first = await begin();
    await until(() => expect(drawnFor('U0ASKER')).toHaveLength(2));
    workspace.slack.fail('views.publish', { error: 'not_enabled' });
    expect(wordsOf(await go(first, 'Skip'))).toContain('2 of 4');
    await workspace.askLast();
    expect(drawnFor('U0ASKER')).toHaveLength(2);
  });
});
