/** A reply as a platform is sent it. */
export interface MessageForm {
  /** Posted for everybody, shown to the asker alone, or shared by them with everybody. */
  readonly kind: 'posted' | 'private' | 'shared';
  /** The message as the platform's interface takes it. */
  readonly json: object;
}
