// Times go on while a page is open.

function ago(at, now) {
  const seconds = (now - at) / 1000;
  if (seconds < -60 || seconds >= 30 * 86400) return null;
  if (seconds < 45) return 'just now';
  if (seconds < 3600) return `${Math.max(1, Math.floor(seconds / 60))} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} d ago`;
}

function left(at, now) {
  const minutes = (at - now) / 60000;
  const tenths = n => Math.round(n * 10) / 10;
  if (minutes <= 0) return 'overdue';
  if (minutes < 1) return 'in < 1 min';
  if (minutes < 60) return `in ${Math.floor(minutes)} min`;
  return minutes < 48 * 60 ? `in ${tenths(minutes / 60)} h` : `in ${tenths(minutes / 1440)} days`;
}

setInterval(() => {
  for (const time of document.querySelectorAll('time[datetime]')) {
    const text = (time.matches('.deadline') ? left : ago)(Date.parse(time.dateTime), Date.now());
    if (text && time.textContent !== text && time.firstChild) time.firstChild.nodeValue = text;
  }
}, 20000);
