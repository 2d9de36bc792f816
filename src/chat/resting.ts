/** Knows what failed just now, and is left alone for a while. */
export interface Resting {
  begin(name: string, millis: number): void;
  has(name: string): boolean;
}

/** Makes it; nothing rests yet. */
export function createResting(now: () => number = Date.now): Resting {
  // Name -> until when.
  const ends = new Map<string, number>();
  return {
    begin: (name, millis) => {
      for (const [each, end] of ends) if (end <= now()) ends.delete(each);
      ends.set(name, now() + millis);
    },
    has: (name) => (ends.get(name) ?? 0) > now(),
  };
}
