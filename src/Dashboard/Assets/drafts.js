// What is typed into a field with data-draft outlives the page until it is sent.

const draftKey = field => `draft:${field.dataset.draft}`;

document.addEventListener('input', e => {
  if (e.target.dataset?.draft) sessionStorage.setItem(draftKey(e.target), e.target.value);
});

document.addEventListener('submit', e => {
  // While nobody is there to take it, it stays in the form.
  if (document.documentElement.dataset.connection && e.target.method !== 'dialog') {
    e.preventDefault();
    e.stopImmediatePropagation();
    return;
  }
  for (const field of e.target.querySelectorAll('[data-draft]')) sessionStorage.removeItem(draftKey(field));
}, true);

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
    if (!kept || field.value) continue;
    field.value = kept;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

new MutationObserver(changes => {
  for (const change of changes) for (const node of change.addedNodes) restore(node);
  if (document.querySelector('main[data-live] [data-draft]:not([data-restored])')) restore(document.body);
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-live'] });
restore(document.body);
