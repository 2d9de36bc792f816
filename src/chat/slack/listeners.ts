import { answerCommands } from './answer-commands.js';
import { answerMessages } from './answer-messages.js';
import { answerWindows } from './answer-windows.js';
import type { ListenerParts } from './parts.js';
import { pressButtons } from './press-buttons.js';
import { shareAnswers } from './share-answers.js';
import { welcomePeople } from './welcome-people.js';

/** Listens to everything that people can do with the bot on Slack. */
export function registerListeners(parts: ListenerParts): void {
  answerMessages(parts);
  answerCommands(parts);
  answerWindows(parts);
  pressButtons(parts);
  shareAnswers(parts);
  welcomePeople(parts);
}
