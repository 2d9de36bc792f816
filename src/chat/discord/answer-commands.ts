import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { talkIn } from '../asked.js';
import { parseButton } from '../button.js';
import { askForCase } from '../command.js';
import { companiesQuestion } from '../companies-question.js';
import { notice, type Reply } from '../reply.js';
import { FAILED, NOTHING_WRITTEN } from '../words.js';
import { chooseChannelMode } from './channel-mode.js';
import {
  ACTION,
  ANSWER_MESSAGE,
  ASK,
  CASE,
  CHANNEL,
  COMMAND,
  COMPANIES,
  COMPANY,
  COMPARE,
  FORGET_ME,
  GAPS,
  HELP,
  INDUSTRY,
  MODE,
  ONBOARD,
  ONE,
  OTHER,
  PRIVATE,
  QUESTION,
  START_HERE,
  TEAM,
  THEME,
  TOOL,
  WELCOME_OFF,
  WELCOME_ON,
} from './commands.js';
import { askerIn, DISCORD, type ListenerParts } from './parts.js';
import { questionText } from './question-text.js';
import { respond } from './respond.js';
import { tellGaps, tellTeam } from './tell-gaps.js';
import { chooseWelcome } from './welcome-people.js';

type Parts = Pick<ListenerParts, 'bot' | 'memory' | 'settings' | 'log'>;

/** Answers `/k8s`, for the asker alone unless they say otherwise, with a button that shares the answer. */
export async function answerCommand(command: ChatInputCommandInteraction, parts: Parts): Promise<void> {
  const isPrivate = isForOne(command);
  const replying = replyToCommand(command, parts).catch((error: unknown) => {
    // What people choose is not kept while the database is away.
    parts.log.error({ err: error }, 'could not do what a command asks');
    return FAILED;
  });
  await respond(command, replying, { isPrivate, canShare: isPrivate });
}

/** Answers somebody's message, for who asked for that alone. */
export async function answerMessageCommand(
  command: MessageContextMenuCommandInteraction,
  { bot }: Parts,
): Promise<void> {
  const text = questionText(command.targetMessage.content);
  const asked = askerIn(command);
  const isOurs = command.commandName === ANSWER_MESSAGE;
  // Nothing is remembered of the place: whoever wrote the message did not ask.
  const reply = !isOurs ? UNKNOWN_COMMAND : text === '' ? NOTHING_WRITTEN : bot.reply({ ...asked, text });
  await respond(command, Promise.resolve(reply), { isPrivate: true, canShare: true });
}

/** Whether the answer is for the asker alone: they may say otherwise, but not of what only those who manage the server see. */
function isForOne({ options }: ChatInputCommandInteraction): boolean {
  const isForManagers = options.getSubcommand(false) === GAPS || options.getString(ACTION) !== null;
  return isForManagers || (options.getBoolean(PRIVATE) ?? true);
}

async function replyToCommand(command: ChatInputCommandInteraction, parts: Parts): Promise<Reply> {
  if (command.commandName !== COMMAND) return UNKNOWN_COMMAND;
  const { bot } = parts;
  const { options, channelId, user } = command;
  const wordsOf = (name: string) => options.getString(name)?.trim() ?? '';
  const place = { channel: channelId, thread: `/${COMMAND} ${user.id}` };
  const asked = { ...askerIn(command), ...(isForOne(command) && { isPrivate: true }), place };
  const ask = (text: string) => bot.reply({ ...asked, text, follows: talkIn(place) });
  // What says all that is asked for follows nothing.
  const askWhole = (text: string) => bot.reply({ ...asked, text, thread: [] });
  switch (options.getSubcommand(false)) {
    case ASK: {
      // One of the suggestions was chosen, and names a section.
      const chosen = parseButton(wordsOf(QUESTION));
      return chosen?.kind === 'read' ? bot.read(chosen.section, asked) : ask(wordsOf(QUESTION));
    }
    case CASE:
      return askWhole(askForCase(wordsOf(COMPANY)).question);
    case COMPANIES: {
      const wanted = ([INDUSTRY, TOOL, THEME] as const)
        .map((kind) => ({ kind, value: wordsOf(kind) }))
        .filter(({ value }) => value !== '');
      return wanted.length === 0
        ? bot.inform({ kind: 'companies' })
        : askWhole(companiesQuestion(wanted, bot.catalogue));
    }
    case COMPARE:
      return askWhole(`compare ${wordsOf(ONE)} and ${wordsOf(OTHER)}`);
    case CHANNEL:
      return chooseChannelMode(command, options.getString(MODE), parts);
    case ONBOARD:
      return onboard(command, parts);
    case GAPS:
      return tellGaps(command, parts);
    case FORGET_ME:
      return bot.forget({ platform: DISCORD, user: user.id });
    case HELP:
      return notice(HELP_TEXT);
    default:
      return UNKNOWN_COMMAND;
  }
}

/** Shows the tracks, or does what else is chosen of onboarding. */
function onboard(command: ChatInputCommandInteraction, parts: Parts): Promise<Reply> {
  switch (command.options.getString(ACTION)) {
    case TEAM:
      return tellTeam(command, parts);
    case WELCOME_ON:
      return chooseWelcome(command, 'on', parts);
    case WELCOME_OFF:
      return chooseWelcome(command, 'off', parts);
    case START_HERE:
      return chooseWelcome(command, 'here', parts);
    default:
      return parts.bot.onboard({ platform: DISCORD, user: command.user.id });
  }
}

/** How to ask, command by command. */
const HELP_TEXT = [
  'Ask me about Kubernetes, or about a company that runs on it, in your own words. I answer with an excerpt and its source, and say so when I don’t know.',
  '',
  '/k8s ask: a question; what you type suggests',
  '/k8s case: the story of a company',
  '/k8s companies: all of them, or those of an industry, with a tool, about a theme',
  '/k8s compare: two companies or two things side by side',
  '/k8s onboard: learn it step by step',
  '/k8s channel: when I speak in this channel',
  '/k8s gaps: what I could not answer lately (for those who manage the server)',
  '/k8s forget-me: deletes everything that I keep of you',
  '',
  'Only you see what I answer to a command; share it with a button, or ask with private: False. Mention me in a channel, and everybody sees it. On any message: Apps › Answer with Casebook.',
].join('\n');

/** A command of an older version lives on until Discord has heard of the newer one everywhere. */
const UNKNOWN_COMMAND = notice(
  `I don’t know that command. Ask me with /${COMMAND} ${ASK}, or mention me with your question.`,
);
