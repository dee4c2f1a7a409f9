// What stands on the map: one type's symbol, a ring of types with a number, an exact pin, a region's chip.

import * as L from './leaflet/leaflet-src.esm.js';
import { el, svg, trusted } from './dom.js';

const TAU = Math.PI * 2;

/** An icon for a group of events; `symbols` and `colors` are indexed like `group.types`. */
export function icon(group, { symbols, colors, selected, big = false }) {
  const kinds = group.types.filter((n) => n > 0).length;
  const html = el('div', { class: markClass(group, selected) });
  let size = 30;
  if (kinds === 1 && group.places === 1) {
    const type = group.types.findIndex((n) => n > 0);
    html.append(trusted(group.planned === group.n ? symbols[type].planned : symbols[type].done));
    if (group.n > 1) html.append(el('span', { class: 'dl-badge' }, short(group.n)));
  } else {
    size = Math.round(30 + Math.min(24, Math.log2(group.n) * 4)) + (big ? 4 : 0);
    html.append(ring(group, colors, size));
  }
  html.style.width = `${size}px`;
  html.style.height = `${size}px`;
  const anchor = group.exact && group.places === 1 ? [size / 2, size + 7] : [size / 2, size / 2];
  return L.divIcon({ html, className: 'dl-mark-box', iconSize: [size, size], iconAnchor: anchor });
}

function markClass(group, selected) {
  const names = ['dl-mark', group.places > 1 ? 'dl-many' : 'dl-one'];
  if (group.exact && group.places === 1) names.push('dl-exact');
  if (selected) names.push('dl-selected');
  return names.join(' ');
}

/** A ring whose arcs are the shares of the types, around the number of events. */
export function ring(group, colors, size) {
  const r = size / 2;
  const picture = svg('svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' });
  picture.append(svg('circle', { cx: r, cy: r, r, fill: '#fff' }), svg('circle', { cx: r, cy: r, r: r - 1.5, fill: '#1b1f24' }));
  let from = -TAU / 4;
  group.types.forEach((n, i) => {
    if (!n) return;
    const to = from + (n / group.n) * TAU * 0.99999;
    picture.append(svg('path', { d: arc(r, r, r - 2.6, from, to), fill: colors[i] }));
    from = to;
  });
  const hole = group.places > 1 ? 0.58 : 0.64;
  picture.append(svg('circle', { cx: r, cy: r, r: r * hole + 1, fill: '#1b1f24' }));
  picture.append(svg('circle', { cx: r, cy: r, r: r * hole, fill: '#fff' }));
  const text = svg('text', {
    x: r, y: r, dy: '0.36em', 'text-anchor': 'middle', 'font-size': group.n > 999 ? 10 : 12, 'font-weight': 700, fill: '#1b1f24',
  });
  text.textContent = short(group.n);
  picture.append(text);
  return picture;
}

function arc(cx, cy, r, from, to) {
  const large = to - from > Math.PI ? 1 : 0;
  const at = (angle) => `${(cx + r * Math.cos(angle)).toFixed(2)} ${(cy + r * Math.sin(angle)).toFixed(2)}`;
  return `M${cx} ${cy}L${at(from)}A${r} ${r} 0 ${large} 1 ${at(to)}z`;
}

export function short(n) {
  if (n < 1000) return String(n);
  return n < 10000 ? `${(n / 1000).toFixed(1)}k` : `${Math.round(n / 1000)}k`;
}

/** The chip of a region or country: its name and how many events are known only that exactly. */
export function chip(name, n, { selected = false, lang = null } = {}) {
  const html = el(
    'div',
    { class: `dl-chip${selected ? ' dl-selected' : ''}`, lang },
    el('span', { class: 'dl-chip-name' }, name),
    el('b', {}, short(n)),
  );
  return L.divIcon({ html, className: 'dl-chip-box', iconSize: [0, 0] });
}

/** Visited or affected sites at one place: the pictograms of its three most frequent kinds. */
export function siteIcon(group, kinds) {
  const most = group.types.map((n, i) => [n, kinds[i].done]).filter(([n]) => n > 0).sort((a, b) => b[0] - a[0]);
  const html = el('div', { class: 'dl-site' }, ...most.slice(0, 3).map(([, picture]) => trusted(picture)));
  if (group.n > 1) html.append(el('b', {}, short(group.n)));
  const wide = 24 * Math.min(3, most.length) + (group.n > 1 ? 20 : 0) + 4;
  return L.divIcon({ html, className: 'dl-mark-box', iconSize: [wide, 28], iconAnchor: [wide / 2, -20] });
}
