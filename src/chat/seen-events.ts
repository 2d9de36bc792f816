/** Remembers for a while which events have come, so that one that comes twice is answered once. */
export interface SeenEvents {
  /** Whether none of an event's names has been seen; from now on all of them have. */
  isNew(names: readonly string[]): boolean;
}

/** Slack's last try comes about six minutes after its first, Discord's within minutes; an hour leaves room for a clock that is wrong. */
const AGE_LIMIT = 60 * 60 * 1_000;

/** More than anyone asks in an hour, and still a few megabytes at most. */
const COUNT_LIMIT = 20_000;

/** Makes an empty record. */
export function createSeenEvents(now: () => number = Date.now, countLimit = COUNT_LIMIT): SeenEvents {
  // name -> when it came, oldest first
  const seen = new Map<string, number>();

  return {
    isNew: (names) => {
      const time = now();
      forgetOld(seen, time - AGE_LIMIT);
      const isNew = !names.some((name) => seen.has(name));
      for (const name of names) if (!seen.has(name)) seen.set(name, time);
      while (seen.size > countLimit) seen.delete(seen.keys().next().value ?? '');
      return isNew;
    },
  };
}

function forgetOld(seen: Map<string, number>, limit: number): void {
  for (const [name, time] of seen) {
    if (time > limit) return;
    seen.delete(name);
  }
}
