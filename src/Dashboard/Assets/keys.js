// Keyboard, theme and kept drafts: what works without the server, on any page.

const root = document.documentElement;

// ---- keys

const typing = e => e.isComposing || e.target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
const singleKeys = () => localStorage.getItem('single-keys') !== 'off';
const inDialog = () => document.querySelector('dialog[open]');
let goingUntil = 0;

document.addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k') {
    e.preventDefault();
    document.querySelector('[data-palette]')?.click();
    return;
  }
  if (e.key === 'Escape' && !inDialog() && press(e)) return;
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || inDialog() || !singleKeys()) return;
  if (performance.now() < goingUntil) {
    goingUntil = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(e.key)}"]`);
    if (link) {
      e.preventDefault();
      link.click();
    }
    return;
  }
  switch (e.key) {
    case 'g': goingUntil = performance.now() + 1500; break;
    case 'j': step(e, 1); break;
    case 'k': step(e, -1); break;
    case '/': focusOn(e, '[data-search]'); break;
    case '?': e.preventDefault(); showShortcuts(); break;
    case 'ArrowLeft': case 'ArrowRight': toColumn(e, e.key === 'ArrowLeft' ? -1 : 1); break;
    default: press(e);
  }
});

// From row to row: what a row opens with has data-row.
function step(e, by) {
  const rows = [...document.querySelectorAll('main [data-row]')].filter(row => row.checkVisibility());
  if (rows.length === 0) return;
  e.preventDefault();
  const at = rows.findIndex(row => row === document.activeElement || row.closest('tr, li, article')?.contains(document.activeElement));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

// What is opened names its own keys by data-key: a button is pressed, a field takes the focus.
function press(e) {
  const named = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (!named) return false;
  e.preventDefault();
  if (named.matches('button')) named.click();
  else named.focus();
  return true;
}

// On a board, from a card to the one beside it.
function toColumn(e, by) {
  const columns = [...document.querySelectorAll('[data-board] > *')].map(column => [...column.querySelectorAll('[data-row]')]).filter(rows => rows.length);
  const at = columns.findIndex(rows => rows.includes(document.activeElement));
  const next = columns[at + by];
  if (at < 0 || !next) return;
  e.preventDefault();
  next[Math.min(columns[at].indexOf(document.activeElement), next.length - 1)].focus();
}

function focusOn(e, selector) {
  const box = document.querySelector(selector);
  if (!box) return;
  e.preventDefault();
  box.focus();
  box.select?.();
}

function showShortcuts() {
  const dialog = document.getElementById('shortcuts');
  dialog.querySelector('[data-single-keys]').checked = singleKeys();
  dialog.showModal();
}

document.addEventListener('change', e => {
  if (e.target.matches?.('[data-single-keys]')) localStorage.setItem('single-keys', e.target.checked ? 'on' : 'off');
});

document.addEventListener('click', e => {
  const command = e.target.closest?.('[data-command]')?.dataset.command;
  if (!command) return;
  e.target.closest('dialog')?.close();
  if (command === 'shortcuts') showShortcuts();
  if (command.startsWith('theme')) setTheme(command.split('-')[1]);
});

// ---- theme

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

document.addEventListener('click', e => e.target.closest?.('[data-theme-switch]') && setTheme());
window.addEventListener('storage', e => e.key === 'theme' && setTheme(e.newValue ?? 'system'));

// ---- drafts: what is typed into a field with data-draft outlives the page until it is sent

const draftKey = field => `draft:${field.dataset.draft}`;

document.addEventListener('input', e => {
  if (e.target.dataset?.draft) sessionStorage.setItem(draftKey(e.target), e.target.value);
});

document.addEventListener('submit', e => {
  // While nobody is there to take it, it stays in the form.
  if (root.dataset.connection && e.target.method !== 'dialog') {
    e.preventDefault();
    e.stopImmediatePropagation();
    return;
  }
  for (const field of e.target.querySelectorAll('[data-draft]')) sessionStorage.removeItem(draftKey(field));
}, true);

function restore(node) {
  if (!(node instanceof Element)) return;
  for (const field of node.matches('[data-draft]') ? [node] : node.querySelectorAll('[data-draft]')) {
    if (!document.querySelector('main[data-live]') || field.dataset.restored !== undefined) continue;
    field.dataset.restored = '';
    const kept = sessionStorage.getItem(draftKey(field));
    if (!kept || field.value) continue;
    field.value = kept;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

// ---- times go on while a page is open

function ago(at, now) {
  const seconds = (now - at) / 1000;
  if (seconds < -60 || seconds >= 30 * 86400) return null;
  if (seconds < 45) return 'just now';
  if (seconds < 3600) return `${Math.max(1, Math.floor(seconds / 60))} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

setInterval(() => {
  for (const time of document.querySelectorAll('time[datetime]')) {
    const text = ago(Date.parse(time.dateTime), Date.now());
    if (text && time.textContent !== text && time.firstChild) time.firstChild.nodeValue = text;
  }
}, 20000);

new MutationObserver(changes => {
  nameTheme();
  for (const change of changes) for (const node of change.addedNodes) restore(node);
  if (document.querySelector('main[data-live] [data-draft]:not([data-restored])')) restore(document.body);
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
nameTheme();
restore(document.body);
