/** Says in a sentence why the store cannot be opened, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
