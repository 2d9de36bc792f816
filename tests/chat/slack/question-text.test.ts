import { expect, test } from 'vitest';
import { questionText } from '../../../src/chat/slack/question-text.js';

test.each([
  ['<@U0BOT> what is a Pod?', 'what is a Pod?'],
  ['hey <@U0BOT|casebook>, and <@W2> what is a Pod?', 'hey , and what is a Pod?'],
  ['what is <#C1|general> for? <#C2>', 'what is #general for?'],
  [
    'see <https://kubernetes.io/docs|the docs> or <https://kubernetes.io>',
    'see the docs or https://kubernetes.io',
  ],
  ['write to <mailto:a@example.com|a@example.com>', 'write to a@example.com'],
  ['<!here> <!subteam^S1|@team> <!channel>  help', 'help'],
  ['since <!date^1392734382^{date}|Feb 18, 2014>', 'since Feb 18, 2014'],
  ['replicas &lt; 3 &amp;&amp; x &gt; 1, &amp;lt;', 'replicas < 3 && x > 1, &lt;'],
  ['two\n  lines', 'two\n lines'],
  ['<@U0BOT>', ''],
])('questionText() reads %j as %j', (text, question) => {
  expect(questionText(text)).toBe(question);
});
