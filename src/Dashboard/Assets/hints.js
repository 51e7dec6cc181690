// Before anything is painted: the hints a person put away, which stay away in this browser.
(() => {
  const root = document.documentElement;
  root.dataset.dismissed = localStorage.getItem('dismissed') ?? '';
  document.addEventListener('click', e => {
    const hint = e.target.closest?.('[data-dismiss]')?.dataset.dismiss;
    if (!hint) return;
    root.dataset.dismissed = `${root.dataset.dismissed} ${hint}`.trim();
    localStorage.setItem('dismissed', root.dataset.dismissed);
  });
})();
