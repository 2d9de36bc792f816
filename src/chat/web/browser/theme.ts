// Runs before the page is painted, so that it is painted once: light or dark, as was chosen; else as the system is.
// It stands for itself: what imports nothing and exports nothing is compiled to a script that browsers run at once.
{
  const KEPT = 'casebook-theme';
  const THEMES = ['system', 'light', 'dark'] as const;
  type Theme = (typeof THEMES)[number];

  const kept = (): Theme => {
    try {
      const name = localStorage.getItem(KEPT);
      return THEMES.find((theme) => theme === name) ?? 'system';
    } catch {
      // A browser that keeps nothing.
      return 'system';
    }
  };

  const show = (theme: Theme): void => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };

  let theme = kept();
  show(theme);

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector<HTMLButtonElement>('#theme');
    if (!button) return;
    const name = () => {
      button.dataset.theme = theme;
      button.ariaLabel = `Theme: ${theme}`;
      button.title = `Theme: ${theme}`;
    };
    name();
    button.hidden = false;
    button.addEventListener('click', () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
      show(theme);
      name();
      try {
        localStorage.setItem(KEPT, theme);
      } catch {
        // Then it is chosen for this page alone.
      }
    });
  });
}
