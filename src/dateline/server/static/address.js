// What only the browser knows (view, layers and base map; how the table is sorted, searched and which columns
// it has) lives behind the # of the address, so that a copied address shows the same; what filters lies before
// it and is the server's to write. Map and table share the one state and each changes its own part.

let state = null; // lives as long as the tab: a visit to another page leaves it alone
let writing = false;

export function readState() {
  state ??= { ...readMap(), ...readTable() };
  return state;
}

function parts() {
  return new URLSearchParams(window.location.hash.slice(1));
}

function readMap() {
  const [zoom, lat, lon] = (parts().get('map') ?? '').split('/').map(Number);
  const view = Number.isFinite(zoom) && Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90 ? { zoom, lat, lon } : null;
  return { view, layers: parts().get('layers')?.split('.') ?? null, base: parts().get('base') };
}

function readTable() {
  const [sort, order] = (parts().get('sort') ?? '').split('.');
  return {
    sort: sort || null,
    order: order === 'up' || order === 'down' ? order : null,
    columns: parts().get('columns')?.split('.') ?? null,
    words: parts().get('words') ?? '',
  };
}

/** Streamlit writes the address without what lies behind the #; this puts it back each time while `wanted`. */
export function keepState(wanted) {
  for (const name of ['pushState', 'replaceState']) {
    const original = window.history[name].bind(window.history);
    window.history[name] = (...args) => {
      original(...args);
      if (!writing && wanted()) writeState({});
    };
  }
}

/** Change some of the state; null or "" takes a thing out of the address. */
export function writeState(changes) {
  state = { ...readState(), ...changes };
  const { view, layers, base, sort, order, columns, words } = state;
  const found = [];
  if (view) found.push(`map=${+view.zoom.toFixed(1)}/${view.lat.toFixed(4)}/${view.lon.toFixed(4)}`);
  if (layers) found.push(`layers=${layers.join('.')}`);
  if (base) found.push(`base=${encodeURIComponent(base)}`);
  if (sort) found.push(`sort=${encodeURIComponent(sort)}.${order}`);
  if (columns) found.push(`columns=${columns.map(encodeURIComponent).join('.')}`);
  if (words) found.push(`words=${encodeURIComponent(words)}`);
  const hash = found.length ? `#${found.join('&')}` : '';
  if (hash === window.location.hash) return;
  writing = true;
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search + hash);
  writing = false;
}
