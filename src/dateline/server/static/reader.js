// Keys n and p lead from mention to mention of the release on the page.

let installed = null;

export function mount({ parentElement, data }) {
  parentElement.dataset.release = data.release;
  if (installed) window.removeEventListener('keydown', installed);
  installed = (event) => move(event, parentElement);
  window.addEventListener('keydown', installed);
}

function move(event, anchor) {
  if (!anchor.isConnected) {
    window.removeEventListener('keydown', installed);
    return;
  }
  const typing = event.target.closest?.('input, textarea, select, [contenteditable], [role="combobox"]');
  const step = { n: 1, p: -1 }[event.key];
  if (!step || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const marks = [...document.querySelectorAll('.dl-text mark[tabindex]')];
  if (!marks.length) return;
  event.preventDefault();
  const now = marks.indexOf(document.activeElement);
  const next = marks[(now + step + marks.length) % marks.length] ?? marks[0];
  next.focus({ preventScroll: false });
  next.scrollIntoView({ block: 'center', behavior: 'auto' });
}
