import { readConfig } from './app/config.js';
import { loadEnvironment } from './app/load-environment.js';
import { applicationIdOf, inviteLink } from './chat/discord/invite.js';

try {
  loadEnvironment();
  const { discord } = readConfig(process.env);
  const applicationId = discord?.applicationId ?? applicationIdOf(discord?.token ?? '');
  if (applicationId === undefined) {
    throw new Error('Cannot make the link: set DISCORD_TOKEN, or DISCORD_TOKEN and DISCORD_APPLICATION_ID');
  }
  process.stdout.write(`${inviteLink(applicationId)}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
