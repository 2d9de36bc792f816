/** A reply as a platform is sent it. */
export interface MessageForm {
  /** Posted for everybody, shown to the asker alone, shared by them with everybody, or in a window over everything. */
  readonly kind: 'posted' | 'private' | 'shared' | 'window';
  /** The message or the window as the platform's interface takes it. */
  readonly json: object;
}
