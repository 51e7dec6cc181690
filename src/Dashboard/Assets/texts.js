// Half of a surrogate pair is no text: it cannot be sent, and what it stands in would be lost with it. Seen before Blazor sees the event.
for (const type of ['input', 'change']) document.addEventListener(type, e => {
  const { value } = e.target;
  if (typeof value === 'string' && !value.isWellFormed()) e.target.value = value.toWellFormed();
}, true);
