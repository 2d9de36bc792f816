import type { Answer } from './answer.js';

/** Whether an answer is given without reserve. */
export function isSure(
  answer: Answer,
): answer is Extract<Answer, { readonly kind: 'found' | 'list' | 'comparison' }> {
  return (
    answer.kind === 'found' || ((answer.kind === 'list' || answer.kind === 'comparison') && answer.isSure)
  );
}
