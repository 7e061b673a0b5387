// Runs before the first paint: colours by the choice of the user, else of the system. Then the few things every page needs.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => {
    try { return localStorage.getItem('theme') ?? 'system'; } catch { return 'system'; }
  };
  let choice = stored();

  const apply = () => {
    root.dataset.theme = choice === 'system' ? (system.matches ? 'dark' : 'light') : choice;
    for (const button of document.querySelectorAll('button[data-theme-choice]'))
      button.setAttribute('aria-pressed', String(button.dataset.themeChoice === choice));
  };

  const choose = (value) => {
    choice = value;
    try { localStorage.setItem('theme', value); } catch { /* a private window forgets it */ }
    apply();
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll('details.menu[open]'))
      if (menu !== except) menu.open = false;
  };

  apply();
  system.addEventListener('change', apply);
  document.addEventListener('DOMContentLoaded', apply);
  document.addEventListener('toggle', (event) => { if (event.target.open) apply(); }, true);

  document.addEventListener('click', (event) => {
    const theme = event.target.closest?.('button[data-theme-choice]');
    if (theme) return choose(theme.dataset.themeChoice);
    if (event.target.closest?.('.skip-link')) {
      event.preventDefault();
      event.stopPropagation();
      return document.getElementById('content')?.focus();
    }
    closeMenus(event.target.closest?.('a') ? null : event.target.closest?.('details.menu'));
  }, true);

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const open = document.querySelector('details.menu[open]');
    closeMenus(null);
    open?.querySelector('summary')?.focus();
  });
})();
