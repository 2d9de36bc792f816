// Runs in the browser: keeps what is typed and not sent yet, for this tab.
import { withStorage } from './talks.js';

const DRAFT = 'casebook-draft';

/** Keeps what is typed, in the field or in the comment that has this name. */
export function keepDraft(text: string, name = ''): void {
  withStorage(() =>
    text === ''
      ? sessionStorage.removeItem(`${DRAFT}${name}`)
      : sessionStorage.setItem(`${DRAFT}${name}`, text),
  );
}

/** What was typed there. */
export function keptDraft(name = ''): string {
  return withStorage(() => sessionStorage.getItem(`${DRAFT}${name}`)) ?? '';
}

/** The name of what is typed in a comment: that of its button. */
export function nameOfComment(form: HTMLFormElement): string {
  return ` ${form.querySelector<HTMLInputElement>('input[name=press]')?.value ?? ''}`;
}

/** Puts back what was typed in comments before the page was left, or another panel was opened. */
export function restoreComments(within: HTMLElement): void {
  for (const form of within.querySelectorAll<HTMLFormElement>('.comment')) {
    const field = form.querySelector('textarea');
    if (field && field.value === '') field.value = keptDraft(nameOfComment(form));
  }
}
