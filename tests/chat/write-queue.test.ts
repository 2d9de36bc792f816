import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { createWriteQueue } from '../../src/chat/write-queue.js';

function queueOf(limit?: number) {
  const lines: { readonly level: number; readonly msg: string }[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { queue: createWriteQueue<string>(log, limit), lines, told: () => lines.map(({ msg }) => msg) };
}

test('writes in order, one after the other', async () => {
  const { queue, lines } = queueOf();
  const written: number[] = [];
  for (let n = 0; n < 20; n++) {
    queue.put('an answer', async () => {
      await new Promise((resolve) => setTimeout(resolve, n % 3));
      written.push(n);
    });
  }
  await queue.settled(5_000);
  expect(written).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(lines).toEqual([]);
});

test('carries everything over a time in which nothing can be written, and tells when it begins and ends', async () => {
  const { queue, told } = queueOf();
  const written: number[] = [];
  let isGone = true;
  for (let n = 0; n < 5; n++) {
    queue.put('an answer', async () => {
      if (isGone) throw new Error('the server is gone');
      written.push(n);
    });
  }
  await vi.waitFor(() => expect(told()).toHaveLength(1));
  isGone = false;
  await queue.settled(5_000);
  expect(written).toEqual([0, 1, 2, 3, 4]);
  expect(told()).toEqual([
    'the database could not remember an answer: the server is gone; it is tried again, and answering goes on',
    'the database takes answers again; 5 that waited are kept now',
  ]);
});

test('drops what is more than it holds, counts it, and tells', async () => {
  const { queue, told } = queueOf(3);
  let isGone = true;
  let written = 0;
  for (let n = 0; n < 10; n++) {
    queue.put('an answer', async () => {
      if (isGone) throw new Error('gone');
      written++;
    });
  }
  isGone = false;
  await queue.settled(5_000);
  expect(written).toBe(3);
  expect(told()).toContainEqual(expect.stringContaining('3 answers wait for the database'));
  expect(told().at(-1)).toContain('7 more were dropped');
});

test('does not keep a stop waiting, and tells what is lost', async () => {
  const { queue, told } = queueOf();
  queue.put('an answer', () => Promise.reject(new Error('gone')));
  queue.put('an answer', async () => undefined);
  const begin = performance.now();
  await queue.settled(50);
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect(told().at(-1)).toBe('stopped before 1 answers could be kept in the database');
});

test('with nothing to write is settled at once', async () => {
  const { queue, lines } = queueOf();
  await queue.settled(10_000);
  expect(lines).toEqual([]);
});

test('writes nothing that was withdrawn, also while it waits to be tried again', async () => {
  const { queue } = queueOf();
  const written: string[] = [];
  let isGone = true;
  for (const whose of ['theirs', 'ours', 'theirs']) {
    queue.put(whose, async () => {
      if (isGone) throw new Error('gone');
      written.push(whose);
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  await queue.withdraw((whose) => whose === 'theirs');
  isGone = false;
  await queue.settled(5_000);
  expect(written).toEqual(['ours']);
});

test('withdrawing waits for what is being written', async () => {
  const { queue } = queueOf();
  let isWritten = false;
  queue.put('theirs', async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    isWritten = true;
  });
  await queue.withdraw((whose) => whose === 'theirs');
  expect(isWritten).toBe(true);
});

test('one that can never be written keeps no other from it, and is dropped and told of', async () => {
  const { queue, told } = queueOf();
  const written: number[] = [];
  queue.put('poison', () => Promise.reject(new Error('too long for an index')));
  for (let n = 0; n < 10; n++) queue.put('an answer', async () => void written.push(n));
  await vi.waitFor(() => expect(written).toHaveLength(10), 1_000);
  await vi.waitFor(() => expect(told().join()).toContain('it is dropped'), 15_000);
  await queue.settled(1_000);
  expect(told().at(-1)).not.toContain('stopped before');
}, 20_000);

test('what waits for its next attempt is tried at once when somebody waits for the end', async () => {
  const { queue, told } = queueOf();
  let isGone = true;
  let written = 0;
  for (let n = 0; n < 45; n++) {
    queue.put('an answer', async () => {
      if (isGone) throw new Error('gone');
      written++;
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  isGone = false;
  await queue.settled(500);
  expect(written).toBe(45);
  expect(told().at(-1)).toContain('45 that waited are kept now');
});
