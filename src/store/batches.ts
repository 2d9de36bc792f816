/** Writes together what comes at once: a transaction for each of hundreds would take seconds. */
export interface Batches<Item> {
  /** Resolves when it is written, with all that came while another batch was; fails with all of them. */
  add(item: Item): Promise<void>;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Makes them, of so many items at most. */
export function createBatches<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  limit: number,
): Batches<Item> {
  const waiting: Waiting<Item>[] = [];
  let isWriting = false;

  const work = async () => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, limit);
      try {
        await write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!isWriting) void work();
      }),
  };
}
