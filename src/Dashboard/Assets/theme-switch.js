// Which theme: the system's, or the one a person chose, in every window. theme.js has it set before anything is painted.

const root = document.documentElement;
const themes = ['system', 'light', 'dark'];
const theme = () => root.dataset.theme ?? 'system';

function setTheme(name) {
  const next = themes.includes(name) ? name : themes[(themes.indexOf(theme()) + 1) % themes.length];
  if (next === 'system') {
    delete root.dataset.theme;
    localStorage.removeItem('theme');
  } else {
    root.dataset.theme = next;
    localStorage.setItem('theme', next);
  }
  nameTheme();
}

function nameTheme() {
  const button = document.querySelector('[data-theme-switch]');
  const name = `Theme: ${theme()}`;
  if (button && button.getAttribute('aria-label') !== name) {
    button.setAttribute('aria-label', name);
    button.title = name;
  }
}

document.addEventListener('click', e => {
  if (e.target.closest?.('[data-theme-switch]')) setTheme();
  const command = e.target.closest?.('[data-command^=theme-]')?.dataset.command;
  if (command) setTheme(command.split('-')[1]);
});
window.addEventListener('storage', e => e.key === 'theme' && setTheme(e.newValue ?? 'system'));

// The switch is rendered anew with the page.
new MutationObserver(nameTheme).observe(document.body, { childList: true, subtree: true });
nameTheme();
