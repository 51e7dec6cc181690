// The keyboard, on any page: shortcuts, from row to row, the list of them.

// A field that is no longer to be seen, as of a dialog just closed, keeps the focus for a moment.
const typing = e => e.isComposing || e.target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]')?.checkVisibility();
const singleKeys = () => localStorage.getItem('single-keys') !== 'off';
const inDialog = () => document.querySelector('dialog[open]');
let goingUntil = 0;

document.addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k') {
    e.preventDefault();
    document.querySelector('[data-palette]')?.click();
    return;
  }
  if (e.key === 'Escape' && !inDialog() && (press(e) || leave(e))) return;
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
    case 'x': select(e); break;
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

// The row's own check box.
function select(e) {
  const box = document.activeElement?.closest('li, tr')?.querySelector('input[type=checkbox]');
  if (!box) return;
  e.preventDefault();
  box.click();
}

// What is opened names its own keys by data-key: a button is pressed, a field takes the focus.
function press(e) {
  const named = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (!named) return false;
  e.preventDefault();
  if (named.matches('button')) named.disabled || named.click();
  else named.focus();
  return true;
}

// Out of a field, with what is in it: a search box would be emptied.
function leave(e) {
  if (!typing(e) || e.isComposing) return false;
  e.preventDefault();
  e.target.blur();
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
});
