import { manifestCommand } from './chat/slack/manifest-command.js';

process.exitCode = manifestCommand(
  process.argv.slice(2),
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
