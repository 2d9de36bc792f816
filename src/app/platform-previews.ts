import type { PlatformPreview } from '../chat/web/preview/preview.js';

/** What the adapters would send; a platform's drawing is loaded with its first preview, its library never. */
export const PLATFORM_PREVIEWS: readonly PlatformPreview[] = [
  {
    name: 'slack',
    label: 'Slack',
    messagesOf: async (reply) => (await import('../chat/slack/message-forms.js')).messageForms(reply),
  },
  {
    name: 'discord',
    label: 'Discord',
    messagesOf: async (reply) => (await import('../chat/discord/message-forms.js')).messageForms(reply),
  },
];
