// The console's own script: reconnection, the composer's keys and draft, copying code, dialogs. Everything else is Blazor.

const retryAfter = [250, 500, 1000, 2000, 3000];
const root = document.documentElement;
let retrying = false;

const pause = ms => new Promise(done => {
  const timer = setTimeout(finish, ms);
  function finish() {
    clearTimeout(timer);
    window.removeEventListener('online', finish);
    done();
  }
  window.addEventListener('online', finish);
});

// The circuit is gone for good where the server restarted or the session ended: the page starts afresh, its draft is kept.
async function lostForGood() {
  try {
    if (await Blazor.reconnect() === false) return true;
    return false;
  } catch {
    const page = await fetch(location.href, { redirect: 'manual', cache: 'no-store' }).catch(() => null);
    if (page?.type === 'opaqueredirect') return true;
    throw new Error('not reachable');
  }
}

async function reconnect() {
  if (retrying) return;
  retrying = true;
  root.dataset.connection = 'down';
  for (let attempt = 0; retrying; attempt++) {
    try {
      if (await lostForGood()) {
        location.reload();
        return;
      }
      connected();
    } catch {
      await pause(retryAfter[Math.min(attempt, retryAfter.length - 1)]);
    }
  }
}

function connected() {
  retrying = false;
  delete root.dataset.connection;
  document.getElementById('blazor-error-ui')?.style.removeProperty('display');
}

Blazor.start({ circuit: { reconnectionHandler: { onConnectionDown: reconnect, onConnectionUp: connected } } });

// Enter sends, Shift+Enter starts a line; what is typed outlives the page until it is sent.
export function attachComposer(box, draft) {
  box.draft = draft;
  const kept = sessionStorage.getItem(draft);
  if (kept && !box.value) {
    box.value = kept;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
  fit(box);
  box.addEventListener('input', () => {
    sessionStorage.setItem(draft, box.value);
    fit(box);
  });
  box.addEventListener('keydown', e => {
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    if (!root.dataset.connection) box.form.requestSubmit();
  });
  box.dataset.ready = '';
}

export function clearDraft(box) {
  sessionStorage.removeItem(box.draft);
  box.value = '';
  fit(box);
}

function fit(box) {
  box.style.height = 'auto';
  box.style.height = Math.min(box.scrollHeight + 2, 200) + 'px';
}

// The thread stays at its end while the reader is there.
export function keepAtEnd(thread) {
  let atEnd = true;
  thread.addEventListener('scroll', () => atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80);
  new MutationObserver(() => atEnd && toEnd(thread)).observe(thread, { childList: true, subtree: true });
  toEnd(thread);
}

export function toEnd(thread) {
  thread.scrollTop = thread.scrollHeight;
}

// The address names what is shown, without a navigation.
export function keepAddress(address) {
  history.replaceState(history.state, '', address);
}

// A search follows its typing after a pause; whoever opened something meanwhile has left the list.
export function search(address, replace) {
  if (location.pathname === new URL(address, location).pathname) Blazor.navigateTo(address, { replaceHistoryEntry: replace });
}

// A new page is announced by its heading, unless somebody is at something on it already.
export function announcePage() {
  showCurrent();
  if (document.getElementById('main').contains(document.activeElement)) return;
  document.querySelector('h1')?.focus({ preventScroll: true });
}

// On a narrow screen the tab one is on may be out of sight.
export function showCurrent() {
  for (const link of document.querySelectorAll('.top nav .active, .tabs [aria-current=page]'))
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

export function showDialog(dialog) {
  const before = document.activeElement;
  dialog.showModal();
  // It is taken away rather than closed: who worked by keyboard goes on where they were.
  const gone = new MutationObserver(() => {
    if (dialog.isConnected) return;
    gone.disconnect();
    // Or at the head of what they decided, where there is nothing left to press, or of the page.
    for (const next of [before, document.querySelector('main aside h2[tabindex]'), document.querySelector('h1')])
      if (next?.isConnected && document.activeElement === document.body) next.focus();
  });
  gone.observe(document.body, { childList: true, subtree: true });
}

// The palette: arrows choose, Enter follows.
export function openPalette(dialog) {
  const box = dialog.querySelector('input');
  const list = dialog.querySelector('[role=listbox]');
  const options = () => [...list.querySelectorAll('[role=option]')];
  const active = () => list.querySelector('[aria-selected=true]');
  const choose = option => {
    active()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) box.setAttribute('aria-activedescendant', option.id);
    else box.removeAttribute('aria-activedescendant');
  };
  box.addEventListener('keydown', e => {
    const all = options();
    const at = all.indexOf(active());
    if (e.key === 'ArrowDown') choose(all[(at + 1) % all.length]);
    else if (e.key === 'ArrowUp') choose(all[(at - 1 + all.length) % all.length]);
    else if (e.key === 'Enter' && !e.isComposing) active()?.click();
    else return;
    e.preventDefault();
  });
  new MutationObserver(() => active() || choose(options()[0])).observe(list, { childList: true, subtree: true });
  dialog.addEventListener('click', e => e.target === dialog && dialog.close());
  dialog.showModal();
  box.focus();
  choose(options()[0]);
}

document.addEventListener('click', async e => {
  const button = e.target.closest?.('[data-copy]');
  if (!button) return;
  const code = button.closest('.code').querySelector('pre').cloneNode(true);
  code.querySelectorAll('button').forEach(b => b.remove());
  await copy(code.textContent);
  button.textContent = 'Copied';
  setTimeout(() => button.textContent = 'Copy', 1500);
});

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers give pages the clipboard only on secure origins.
  const box = document.body.appendChild(document.createElement('textarea'));
  box.value = text;
  box.select();
  document.execCommand('copy');
  box.remove();
}
