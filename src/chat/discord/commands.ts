import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { TRANSLATIONS } from './command-words.js';

/** The words of `/k8s ask question:…`, as people type them. */
export const COMMAND = 'k8s';
export const ASK = 'ask';
export const CASE = 'case';
export const COMPANIES = 'companies';
export const COMPARE = 'compare';
export const CHANNEL = 'channel';
export const ONBOARD = 'onboard';
export const HELP = 'help';
export const GAPS = 'gaps';
export const FORGET_ME = 'forget-me';

/** The options of those commands. */
export const QUESTION = 'question';
export const COMPANY = 'company';
export const INDUSTRY = 'industry';
export const TOOL = 'tool';
export const THEME = 'theme';
export const ONE = 'a';
export const OTHER = 'b';
export const MODE = 'mode';
export const PRIVATE = 'private';
export const ACTION = 'action';

/** What else one can do with tracks. */
export const TEAM = 'team';
export const WELCOME_ON = 'welcome-on';
export const WELCOME_OFF = 'welcome-off';
export const START_HERE = 'start-here';

/** The command in the menu of a message. */
export const ANSWER_MESSAGE = 'Answer with Casebook';

type Command = RESTPostAPIApplicationCommandsJSONBody;
type Subcommand = APIApplicationCommandSubcommandOption;

/** The longest message a person without Nitro can write; nobody's question is longer. */
const QUESTION_LIMIT = 2_000;

/** A company, a tool or a thing to compare has no longer name. */
const NAME_LIMIT = 100;

/** Wherever people are: in guilds, in direct messages with the bot, and with others where they installed it for themselves. */
const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

const isPrivate: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: PRIVATE,
  description: 'Whether only you see the answer; without a word, only you do',
};

function subcommand(
  name: string,
  description: string,
  options: readonly APIApplicationCommandBasicOption[] = [],
): Subcommand {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, options: [...options] };
}

/** An option that suggests while one types. */
function typed(name: string, description: string, { required = false, max_length = NAME_LIMIT } = {}) {
  return {
    type: ApplicationCommandOptionType.String,
    name,
    description,
    // Discord leaves it out where it is not so, and what is registered is compared with this.
    ...(required && { required: true }),
    max_length,
    autocomplete: true,
  } as const;
}

const ENGLISH: readonly Command[] = [
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMAND,
    description: 'Answers questions about Kubernetes and the companies that run on it',
    ...EVERYWHERE,
    options: [
      subcommand(ASK, 'Ask a question in your own words', [
        typed(QUESTION, 'What you would like to know', { required: true, max_length: QUESTION_LIMIT }),
        isPrivate,
      ]),
      subcommand(CASE, 'The story of a company', [
        typed(COMPANY, 'A company that runs on Kubernetes', { required: true }),
        isPrivate,
      ]),
      subcommand(COMPANIES, 'Companies by what they have in common; all of them without options', [
        typed(INDUSTRY, 'Their business, such as Retail'),
        typed(TOOL, 'A tool that they use, such as Prometheus'),
        typed(THEME, 'What their story is about, such as cost savings'),
        isPrivate,
      ]),
      subcommand(COMPARE, 'Two companies or two things side by side', [
        typed(ONE, 'One of them, such as Deployment', { required: true }),
        typed(OTHER, 'The other, such as StatefulSet', { required: true }),
        isPrivate,
      ]),
      subcommand(CHANNEL, 'When I speak in this channel; those who manage channels can change it', [
        {
          type: ApplicationCommandOptionType.String,
          name: MODE,
          description: 'When I speak here',
          choices: [
            { name: 'to every question that I am sure of', value: 'on' },
            { name: 'when I am mentioned', value: 'mentions' },
            { name: 'never', value: 'off' },
          ],
        },
      ]),
      subcommand(ONBOARD, 'Learn Kubernetes step by step', [
        {
          type: ApplicationCommandOptionType.String,
          name: ACTION,
          description: 'Something else than learning',
          choices: [
            { name: 'how far the team is, for those who manage the server', value: TEAM },
            {
              name: 'welcome on: a message to everybody who joins, for those who manage the server',
              value: WELCOME_ON,
            },
            { name: 'welcome off, for those who manage the server', value: WELCOME_OFF },
            {
              name: 'start here: a message with a button in this channel, for those who manage the server',
              value: START_HERE,
            },
          ],
        },
        isPrivate,
      ]),
      subcommand(HELP, 'How to ask'),
      subcommand(GAPS, 'What I could not answer lately; for those who manage the server'),
      subcommand(FORGET_ME, 'Deletes everything that I keep of you on Discord'),
    ],
  },
  { type: ApplicationCommandType.Message, name: ANSWER_MESSAGE, ...EVERYWHERE },
];

const COMMANDS: readonly Command[] = ENGLISH.map((command) => translated(command));

/** The same, with what is read of it in other languages: descriptions, the names of choices, and of commands in menus. */
function translated<Part extends object>(part: Part): Part {
  const { name, description, options, choices } = part as Translatable;
  return {
    ...part,
    ...(description === undefined
      ? { name_localizations: TRANSLATIONS[name] }
      : { description_localizations: TRANSLATIONS[description] }),
    ...(options && { options: options.map(translated) }),
    ...(choices && {
      choices: choices.map((choice) => ({ ...choice, name_localizations: TRANSLATIONS[choice.name] })),
    }),
  };
}

/** What of a command, a subcommand or an option people read: its description, or else its name. */
interface Translatable {
  readonly name: string;
  readonly description?: string;
  readonly options?: readonly Translatable[];
  readonly choices?: readonly { readonly name: string }[];
}

/** Where commands are registered: everywhere, or in one guild. */
export interface CommandScope {
  readonly applicationId: string;
  readonly guildId?: string | undefined;
}

/** The commands for a scope. Discord takes contexts and installation types for global commands only. */
export function commandsFor({ guildId }: CommandScope): readonly Command[] {
  if (guildId === undefined) return COMMANDS;
  return COMMANDS.map(({ contexts, integration_types, ...command }) => command);
}

/** Tells whether what is registered differs in anything that we set; Discord adds fields of its own. */
export function commandsDiffer(registered: unknown, wanted: readonly Command[]): boolean {
  if (!Array.isArray(registered) || registered.length !== wanted.length) return true;
  return !wanted.every((command) => registered.some((candidate) => holds(candidate, command)));
}

/** Discord leaves them out otherwise. */
const WITH_TRANSLATIONS = new URLSearchParams({ with_localizations: 'true' });

/** Registers the commands where they are missing or differ, and tells whether they were. */
export async function registerCommands(
  rest: REST,
  scope: CommandScope,
  signal: AbortSignal,
): Promise<'kept' | 'written'> {
  const { applicationId, guildId } = scope;
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = commandsFor(scope);
  // Each write counts against a daily number of new commands, and shows in the guild's audit log.
  if (!commandsDiffer(await rest.get(route, { signal, query: WITH_TRANSLATIONS }), wanted)) return 'kept';
  await rest.put(route, { body: wanted, signal });
  return 'written';
}

function holds(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return false;
    // Options have an order; contexts and installation types, which are numbers, have none.
    return wanted.every((value, index) =>
      typeof value === 'object' ? holds(found[index], value) : found.includes(value),
    );
  }
  if (!isRecord(wanted)) return found === wanted;
  return isRecord(found) && Object.entries(wanted).every(([name, value]) => holds(found[name], value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
