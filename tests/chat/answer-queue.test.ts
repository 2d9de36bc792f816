import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createAnswerQueue } from '../../src/chat/answer-queue.js';

test('turns come in the order in which they were asked for', async () => {
  const mayBegin = createAnswerQueue();
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((n) => mayBegin().then(() => order.push(n))));
  expect(order).toEqual([1, 2, 3]);
});

test('between two turns the event loop goes round', async () => {
  const mayBegin = createAnswerQueue();
  const order: string[] = [];
  const first = mayBegin().then(() => {
    order.push('first');
    setImmediate(() => order.push('meanwhile'));
  });
  await Promise.all([first, mayBegin().then(() => order.push('second'))]);
  expect(order).toEqual(['first', 'meanwhile', 'second']);
});

test('between two turns the process takes in what came meanwhile, many connections too', async () => {
  const mayBegin = createAnswerQueue();
  let taken = 0;
  const server = createServer(() => taken++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clients = Array.from({ length: 50 }, () => connect(port, '127.0.0.1'));
  const takenAt: number[] = [];
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      await mayBegin();
      takenAt.push(taken);
    }),
  );
  expect(takenAt[9]).toBe(50);
  for (const client of clients) client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('a turn comes again after all had theirs', async () => {
  const mayBegin = createAnswerQueue();
  await mayBegin();
  await expect(mayBegin()).resolves.toBeUndefined();
});
