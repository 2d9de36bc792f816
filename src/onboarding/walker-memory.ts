import type { KeptProgress, Walker } from './progress-memory.js';

/** What somebody who walks has chosen. */
export interface Wishes {
  /** Whether they may be reminded of a track that they left. */
  readonly reminders: boolean;
  /** Whether those who look after newcomers may see how far they are by name. */
  readonly named: boolean;
}

/** Somebody who may be reminded, and all that they began. */
export interface QuietWalker {
  readonly walker: Walker;
  readonly begun: readonly KeptProgress[];
}

/** Somebody who shows their name, and all that they began. */
export interface NamedWalker {
  readonly walker: Walker;
  readonly name: string;
  readonly begun: readonly KeptProgress[];
}

/** Remembers what walkers chose, and how they are reached while there is something to remind them of. */
export interface WalkerMemory {
  /** Notes that somebody is on their way, and how to reach them if they may be reminded; tells whether they are new. */
  begin(walker: Walker, mayRemind: boolean): Promise<'new' | 'known'>;
  /** What somebody chose; nothing of who never began. */
  wishesOf(walker: Walker): Promise<Wishes | undefined>;
  /** Whether somebody may be reminded; who may not is not reached either. */
  chooseReminders(walker: Walker, reminders: boolean): Promise<void>;
  /** The name that somebody shows; nothing hides it. */
  showName(walker: Walker, name: string | undefined): Promise<void>;
  /** Forgets how somebody is reached, who has come to an end. */
  rest(walker: Walker): Promise<void>;
  /** Everybody who may be reminded, is on their way and has done nothing since. */
  quietSince(time: Date): Promise<readonly QuietWalker[]>;
  /** Everybody who shows their name. */
  named(): Promise<readonly NamedWalker[]>;
}
