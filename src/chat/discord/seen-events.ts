/** Remembers which events have come, so that one that comes twice is answered once. */
export interface SeenEvents {
  /** Whether an id has not been seen before; from now on it has. */
  isNew(id: string): boolean;
}

/** What Discord sends again after a short loss of connection is never more than a few minutes old. */
const COUNT_LIMIT = 5_000;

/** Makes an empty record. */
export function createSeenEvents(countLimit = COUNT_LIMIT): SeenEvents {
  const seen = new Set<string>();
  return {
    isNew: (id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      if (seen.size > countLimit) seen.delete(seen.values().next().value ?? '');
      return true;
    },
  };
}
