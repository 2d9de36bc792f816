import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';

/** The words of `/k8s ask question:…`, as people type them. */
export const COMMAND = 'k8s';
export const ASK = 'ask';
export const QUESTION = 'question';

type Command = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** The longest message a person without Nitro can write; nobody's question is longer. */
const QUESTION_LIMIT = 2_000;

const COMMANDS: readonly Command[] = [
  {
    type: ApplicationCommandType.ChatInput,
    name: COMMAND,
    description: 'Answers questions about Kubernetes and the companies that run on it',
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: ASK,
        description: 'Ask a question; only you see the answer',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: QUESTION,
            description: 'What you would like to know, in your own words',
            required: true,
            max_length: QUESTION_LIMIT,
          },
        ],
      },
    ],
  },
];

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
  if (!commandsDiffer(await rest.get(route, { signal }), wanted)) return 'kept';
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
