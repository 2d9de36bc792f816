import { randomUUID } from 'node:crypto';
import type { Reply } from '../../reply.js';

/** Names a reply that was shown, until others have taken its place. */
export type ShownId = string & { readonly of: 'shown' };

/** Remembers the last replies that the page showed, so that they can be shown in another way. */
export interface Shown {
  keep(reply: Reply): ShownId;
  find(id: string): Reply | undefined;
}

/** So many whole sections took 3 MB. */
const LIMIT = 500;

/** Makes it, in the process alone. */
export function createShown(limit = LIMIT): Shown {
  const replies = new Map<string, Reply>();
  return {
    keep: (reply) => {
      const id = randomUUID() as ShownId;
      replies.set(id, reply);
      const [oldest] = replies.keys();
      if (replies.size > limit && oldest !== undefined) replies.delete(oldest);
      return id;
    },
    find: (id) => replies.get(id),
  };
}
