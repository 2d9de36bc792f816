import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  askedExamples,
  type ExampleParts,
  type ExampleReply,
  shownExamples,
} from '../chat/example-replies.js';

/** What examples are made of at each moment. */
export interface LiveExampleParts extends Pick<ExampleParts, 'answer' | 'catalogue' | 'sourceUrlOf'> {
  readonly tracks: () => Promise<ExampleParts['tracks']>;
  /** Another object as soon as the knowledge base is another. */
  readonly knowledge: () => object;
}

/** Makes examples of each kind of reply, from the knowledge that there is when somebody looks; nothing is kept of them. */
export function createLiveExamples(parts: LiveExampleParts): () => Promise<readonly ExampleReply[]> {
  let asked: { readonly of: object; readonly examples: Promise<readonly ExampleReply[]> } | undefined;
  return async () => {
    const of = parts.knowledge();
    if (asked?.of !== of) asked = { of, examples: askedExamples(parts, nextTurn) };
    return [...(await asked.examples), ...shownExamples({ ...parts, tracks: await parts.tracks() })];
  };
}
