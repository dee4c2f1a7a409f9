// What only the browser knows (view, layers, base map) lives behind the # of the address, so that a
// copied address shows the same map; what filters lies before it and is the server's to write.

export function readState() {
  const parts = new URLSearchParams(window.location.hash.slice(1));
  const [zoom, lat, lon] = (parts.get('map') ?? '').split('/').map(Number);
  const view = Number.isFinite(zoom) && Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 ? { zoom, lat, lon } : null;
  return { view, layers: parts.get('layers')?.split('.') ?? null, base: parts.get('base') };
}

/** Streamlit writes the address without what lies behind the #; `again` puts it back each time. */
export function keepState(again) {
  for (const name of ['pushState', 'replaceState']) {
    const original = window.history[name].bind(window.history);
    window.history[name] = (...args) => {
      original(...args);
      if (!writing) again();
    };
  }
}

let writing = false;

export function writeState({ view, layers, base }) {
  const parts = [];
  if (view) parts.push(`map=${+view.zoom.toFixed(1)}/${view.lat.toFixed(4)}/${view.lon.toFixed(4)}`);
  if (layers) parts.push(`layers=${layers.join('.')}`);
  if (base) parts.push(`base=${encodeURIComponent(base)}`);
  const hash = parts.length ? `#${parts.join('&')}` : '';
  if (hash === window.location.hash) return;
  writing = true;
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search + hash);
  writing = false;
}
