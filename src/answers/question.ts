/** What someone asks, and what was asked before it in the same thread, oldest first. */
export interface Question {
  readonly text: string;
  readonly thread: readonly string[];
}
