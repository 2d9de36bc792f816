import { randomUUID } from 'node:crypto';
import type { Person } from '../../asked.js';
import type { Bot } from '../../bot.js';
import { type Button, parseButton } from '../../button.js';
import type { Reply } from '../../reply.js';
import { sectionKeyOf } from '../../section-key.js';

/** Names a reply that was shown: an answer and a section as their buttons do, another for as long as it is kept here. */
export type ShownId = string & { readonly of: 'shown' };

/** Finds what the page showed again, so that it can be shown in another way. */
export interface Shown {
  /** Names a reply, and keeps it where nothing else could tell it again. */
  keep(reply: Reply): ShownId;
  find(id: string, by: Person): Promise<Reply | undefined>;
}

/** So many whole sections took 3 MB. */
const LIMIT = 500;

/** Makes it: answers and sections are made again, as a button makes them; only what has no button is kept, in the process. */
export function createShown(press: Bot['press'], limit = LIMIT): Shown {
  const replies = new Map<string, Reply>();
  return {
    keep: (reply) => {
      const lasting = lastingNameOf(reply);
      if (lasting !== undefined) return lasting as ShownId;
      const id = randomUUID() as ShownId;
      replies.set(id, reply);
      const [oldest] = replies.keys();
      if (replies.size > limit && oldest !== undefined) replies.delete(oldest);
      return id;
    },
    find: async (id, by) => {
      const button = buttonFor(id);
      if (button === undefined) return replies.get(id);
      const reply = await press(button, by);
      // Else words of ours stand for it: it is gone, or cannot be looked up.
      return lastingNameOf(reply) === id ? reply : undefined;
    },
  };
}

/** What a restart does not change: the name of the answer, of the one that says why nothing was answered, of the section. */
function lastingNameOf(reply: Reply): string | undefined {
  if (reply.rated) return reply.rated;
  const why = reply.buttons?.map(({ button }) => button).find(({ kind }) => kind === 'why');
  if (why?.kind === 'why') return why.answer;
  const section = reply.kind === 'excerpt' ? reply.passage.section : undefined;
  return section && sectionKeyOf(section);
}

/** What makes a reply again; nothing for one that has no lasting name. */
function buttonFor(id: string): Button | undefined {
  return parseButton(`v1 share ${id}`) ?? parseButton(`v1 read ${id}`);
}
