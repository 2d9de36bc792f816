// discord.js, and one query of MiniSearch for a command: what ours is measured beside.

import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { createBareSearch } from './bare-search.js';

const { DISCORD_TOKEN, DISCORD_API_URL: api } = process.env;

const search = await createBareSearch();
const client = new Client({ intents: [GatewayIntentBits.Guilds], ...(api && { rest: { api } }) });
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  const { heading, text } = search(interaction.options.getString('question') ?? '');
  const embeds = [{ title: heading, description: text }];
  await interaction.reply({ embeds, flags: MessageFlags.Ephemeral });
});
await client.login(DISCORD_TOKEN);
