import type { SmallTalk } from './answer.js';

/** Whole messages that ask nothing of the knowledge base; any further word makes a question of them. */
const SAYINGS: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'greeting',
    /^(?:hi|hey|hello|hiya|howdy|yo|morning|good (?:morning|afternoon|evening|day))(?: (?:there|all|everyone|team|bot|casebook|my|friend|folks|everybody|how|are|you|doing|today|hope|had|have|a|nice|good|great|weekend|week|day|evening|had|again|from))*$/,
  ],
  ['greeting', /^how (?:are you|is it going)(?: (?:doing|today|my|friend|bot))*$/],
  [
    'thanks',
    /^(?:ok |okay |great |cool |perfect )?(?:thanks?|thank you|thx|ty|cheers)(?: (?:a lot|so much|very much|you|bot|casebook|again|that s|thats|what|i|needed|wanted|waht|exactly|helps|helped|for|the|your|help|it|all))*$/,
  ],
  [
    'thanks',
    /^(?:haha |wow |ok )?(?:nice(?: one)?|good|great|awesome|cool|well done|perfect)(?: (?:bot|job|work|answer))?$/,
  ],
  [
    'help',
    /^(?:help(?: me)?|what can you do|who are you|what are you|how does this work|how do you work|what can i ask(?: you)?)$/,
  ],
];

/** Recognises a message that greets, thanks or asks for help with the bot itself. */
export function smallTalkIn(text: string): SmallTalk | undefined {
  // A longer message says more than hello, whatever it begins with.
  if (text.length > 60) return undefined;
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return SAYINGS.find(([, pattern]) => pattern.test(said))?.[0];
}
