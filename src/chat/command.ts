import type { ChannelMode } from './memory.js';

/** What is asked for by a command, on every platform. */
export type Command =
  /** `isWhole` where the command says what is asked for, whatever was asked before. */
  | { readonly kind: 'ask'; readonly question: string; readonly isWhole?: true }
  | { readonly kind: 'companies' }
  | { readonly kind: 'channel'; readonly mode?: ChannelMode }
  | { readonly kind: 'onboard'; readonly team?: true }
  | { readonly kind: 'welcome'; readonly choice?: WelcomeChoice }
  | { readonly kind: 'gaps' }
  | { readonly kind: 'forget-me' }
  | { readonly kind: 'help' };

/** For whom newcomers are welcomed: the whole workspace or server, this channel, nobody. */
export type WelcomeChoice = (typeof WELCOME_CHOICES)[number];

const WELCOME_CHOICES = ['on', 'here', 'off'] as const;

/** The modes that a channel can be given. */
export const CHANNEL_MODES: readonly ChannelMode[] = ['on', 'mentions', 'off'];

/**
 * Reads the line behind `/k8s`. A first word is a command only when what follows fits it; else the line is a question.
 *
 *     case spotify              → the case study of Spotify
 *     case sensitive labels?    → a question
 *     companies                 → all of them, by industry
 *     onboard team              → how far people are, for those who manage the bot
 *     onboard welcome on        → whoever joins is welcomed, for those who manage the bot
 *     gaps                      → what could not be answered, for those who manage the bot
 *     forget-me                 → everything of who asks is deleted
 *     help                      → how to ask;   help me with a pod → a question
 */
export function parseCommand(
  line: string,
  namesCompany: (text: string) => boolean,
  companiesWith: (value: string) => string = (value) => `companies ${value}`,
): Command {
  const text = line.trim();
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  const question = { kind: 'ask', question: text } as const;
  switch (word.toLowerCase()) {
    case '':
      return { kind: 'help' };
    case 'help':
    case '?':
      return rest === '' ? { kind: 'help' } : question;
    case 'gaps':
      return rest === '' ? { kind: 'gaps' } : question;
    case 'forget-me':
    case 'forgetme':
      return rest === '' ? { kind: 'forget-me' } : question;
    case 'forget':
      return rest.toLowerCase() === 'me' ? { kind: 'forget-me' } : question;
    case 'onboard':
    case 'onboarding':
      return onboardCommand(rest.toLowerCase()) ?? question;
    case 'channel': {
      if (rest === '') return { kind: 'channel' };
      const mode = CHANNEL_MODES.find((each) => each === rest.toLowerCase());
      return mode ? { kind: 'channel', mode } : question;
    }
    case 'companies':
      return rest === ''
        ? { kind: 'companies' }
        : { kind: 'ask', question: companiesWith(rest), isWhole: true };
    case 'compare':
      return { ...question, isWhole: true };
    case 'case':
      if (rest === '') return { kind: 'companies' };
      return namesCompany(rest) ? askForCase(rest) : question;
    case 'ask':
      return rest === '' ? { kind: 'help' } : { kind: 'ask', question: rest };
    default:
      return question;
  }
}

/** What somebody wants of onboarding; nothing when it is none of that. */
function onboardCommand(rest: string): Command | undefined {
  if (rest === '') return { kind: 'onboard' };
  if (rest === 'team') return { kind: 'onboard', team: true };
  if (rest === 'welcome') return { kind: 'welcome' };
  const choice = WELCOME_CHOICES.find((each) => rest.split(/\s+/).join(' ') === `welcome ${each}`);
  return choice && { kind: 'welcome', choice };
}

/** Asks for the story of a company. */
export function askForCase(company: string): Extract<Command, { kind: 'ask' }> {
  return { kind: 'ask', question: `What does ${company} do?`, isWhole: true };
}
