// What is typed into a field with data-draft outlives the page until it is sent.

const draftKey = field => `draft:${field.dataset.draft}`;

document.addEventListener('input', e => {
  if (e.target.dataset?.draft === undefined) return;
  e.target.dataset.typed = '';
  sessionStorage.setItem(draftKey(e.target), e.target.value);
});

// Sent, but the connection went before an answer came, or after it was refused.
new MutationObserver(() => {
  if (!document.documentElement.dataset.connection) return;
  for (const field of document.querySelectorAll('[data-draft][data-typed]'))
    if (field.value) sessionStorage.setItem(draftKey(field), field.value);
}).observe(document.documentElement, { attributeFilter: ['data-connection'] });

const forget = form => {
  for (const field of form.querySelectorAll('[data-draft]')) sessionStorage.removeItem(draftKey(field));
};

document.addEventListener('submit', e => {
  // While nobody is there to take it, it stays in the form.
  if (document.documentElement.dataset.connection && e.target.method !== 'dialog') {
    e.preventDefault();
    e.stopImmediatePropagation();
    return;
  }
  forget(e.target);
}, true);

// Cancelled by button or by Esc.
document.addEventListener('click', e => {
  const form = e.target.closest?.('[data-discard]')?.form;
  if (form && !document.documentElement.dataset.connection) forget(form);
}, true);
document.addEventListener('cancel', e => e.target instanceof HTMLDialogElement && forget(e.target), true);

// A link may bring words along for the draft where it leads.
document.addEventListener('click', e => {
  const link = e.target.closest?.('[data-draft-of]');
  if (link) sessionStorage.setItem(link.dataset.draftOf, link.dataset.words);
});

function restore(node) {
  if (!(node instanceof Element)) return;
  for (const field of node.matches('[data-draft]') ? [node] : node.querySelectorAll('[data-draft]')) {
    if (!document.querySelector('main[data-live]') || field.dataset.restored !== undefined) continue;
    field.dataset.restored = '';
    const kept = sessionStorage.getItem(draftKey(field));
    if (!kept || (field.value && field.dataset.prefilled === undefined)) continue;
    field.value = kept;
    field.dataset.typed = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

new MutationObserver(changes => {
  for (const change of changes) for (const node of change.addedNodes) restore(node);
  if (document.querySelector('main[data-live] [data-draft]:not([data-restored])')) restore(document.body);
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
restore(document.body);
