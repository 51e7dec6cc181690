// Times go on while a page is open.

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
