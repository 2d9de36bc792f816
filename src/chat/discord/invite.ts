import { OAuth2Scopes, PermissionFlagsBits, PermissionsBitField } from 'discord.js';

/** The permissions that the bot needs in channels, each for what it does with it. */
export const PERMISSIONS = {
  ViewChannel: 'to see that it is mentioned',
  SendMessages: 'to answer',
  CreatePublicThreads: 'to answer a mention in a thread of its own',
  SendMessagesInThreads: 'to answer in threads',
  ReadMessageHistory: 'to answer as a reply',
  EmbedLinks: 'for the plainer form of an answer, where Discord refuses the usual one',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands];

/** Makes the link by which the bot is invited to a server, with the fewest permissions that work. */
export function inviteLink(applicationId: string): string {
  const flags = Object.keys(PERMISSIONS).map((name) => PermissionFlagsBits[name as keyof typeof PERMISSIONS]);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', SCOPES.join(' '));
  url.searchParams.set('permissions', PermissionsBitField.resolve(flags).toString());
  return url.href;
}

/** The application's id, which every token of a bot begins with; nothing when it is no token. */
export function applicationIdOf(token: string): string | undefined {
  const [first = ''] = token.split('.', 1);
  const id = Buffer.from(first, 'base64').toString('utf8');
  return /^\d{17,20}$/.test(id) ? id : undefined;
}
