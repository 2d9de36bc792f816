import type { WalkButton } from './walk-button.js';

/** What somebody wants of onboarding besides walking: a button of a welcome, a reminder or the list of tracks. */
export interface NewcomerButton {
  readonly kind: 'newcomer';
  readonly wants: (typeof WANTS)[number];
}

const WANTS = ['tracks', 'not-now', 'reminders', 'no-reminders', 'name', 'no-name'] as const;

/** Such a button, with what stands on it. */
export function newcomer(label: string, wants: NewcomerButton['wants']) {
  return { label, button: { kind: 'newcomer', wants } } as const;
}

/** Writes such a button as one line; the version stands before it. */
export function newcomerText({ kind, wants }: NewcomerButton): string {
  return `${kind} ${wants}`;
}

/** Reads such a line. */
export function parseNewcomer(text: string): NewcomerButton | undefined {
  const wants = WANTS.find((each) => text === `newcomer ${each}`);
  return wants && { kind: 'newcomer', wants };
}

/** Whether what stands there goes on when a button is pressed, and the reply comes beside it. */
export function leavesMessage(button: WalkButton | NewcomerButton): boolean {
  if (button.kind === 'walk') return button.verb === 'resume';
  return button.wants === 'reminders' || button.wants === 'name' || button.wants === 'no-name';
}
