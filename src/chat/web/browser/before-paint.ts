// Runs before the page is painted, so that it is painted once: light or dark, as was chosen, else as the system is;
// and with room for the conversations that are kept (talks.ts).
// It stands for itself: what imports nothing and exports nothing is compiled to a script that browsers run at once.
{
  const KEPT = 'casebook-theme';
  const THEMES = ['system', 'light', 'dark'] as const;
  type Theme = (typeof THEMES)[number];

  const read = (storage: () => Storage, name: string): string | null => {
    try {
      return storage().getItem(name);
    } catch {
      // A browser that keeps nothing.
      return null;
    }
  };

  const show = (theme: Theme): void => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };

  const { dataset } = document.documentElement;
  // An answer that is shown at once is kept as soon as the script runs.
  const isAnswered = new URLSearchParams(location.search).get('q')?.trim();
  if (isAnswered || (read(() => localStorage, 'casebook-talks') ?? '[]') !== '[]') dataset.talks = '';
  // What was asked in this tab is shown instead of what can be asked.
  if (location.search === '' && read(() => sessionStorage, 'casebook-talk') !== null) dataset.talk = '';

  const name = read(() => localStorage, KEPT);
  let theme = THEMES.find((each) => each === name) ?? 'system';
  show(theme);

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector<HTMLButtonElement>('.theme');
    if (!button) return;
    const say = () => {
      button.dataset.theme = theme;
      button.ariaLabel = `Theme: ${theme}`;
      button.title = `Theme: ${theme}`;
    };
    say();
    button.hidden = false;
    button.addEventListener('click', () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
      show(theme);
      say();
      try {
        localStorage.setItem(KEPT, theme);
      } catch {
        // Then it is chosen for this page alone.
      }
    });
  });
}
