import { setTimeout as sleep } from 'node:timers/promises';

/** How often, and after how many milliseconds, what must be noted is tried again: nobody should be told twice. */
const ATTEMPTS = 5;
const PAUSE = 200;

/** Does what must not be left undone, a few times if need be. */
export async function persistently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(PAUSE * attempt);
    }
  }
}
