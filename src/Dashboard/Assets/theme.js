// Before anything is painted: the theme a person chose. The system's is used where none was.
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
