/** Says in a sentence why the store cannot be opened, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** What to do, without a word of where the database is. */
  readonly remedy: string | undefined;

  constructor(
    message: string,
    { remedy, cause }: { readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.remedy = remedy;
  }
}
