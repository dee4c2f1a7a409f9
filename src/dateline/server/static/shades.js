// Colours of shaded regions. One hue for counts (ColorBrewer Blues), two that colour-blind eyes tell
// apart for change (ColorBrewer PuOr); the numbers stand beside them, so colour is never alone.

export const SHADES = ['#deebf7', '#9ecae1', '#4292c6', '#2171b5', '#084594'];
export const REGION = '#08519c';
export const COUNTRY = '#6a3d9a';

/** From many more to many fewer; `from` is the least change as a share of both periods together. */
export const CHANGE = [
  { id: 'up2', color: '#b35806', from: 0.5 },
  { id: 'up', color: '#fdb863', from: 0.1 },
  { id: 'same', color: '#f7f7f7', from: -0.1 },
  { id: 'down', color: '#b2abd2', from: -0.5 },
  { id: 'down2', color: '#542788', from: -Infinity },
];

/** The band of a change; few events make no strong band. */
export function changeColor({ n, before, change }) {
  const share = change / Math.max(4, n + before);
  return CHANGE.find((band) => share >= band.from).color;
}

/** At most five bands [low, high] that grow by the same factor. */
export function classes(counts) {
  const top = Math.max(0, ...counts);
  if (!top) return [];
  const bands = Math.min(SHADES.length, top);
  const edges = Array.from({ length: bands + 1 }, (_, i) => Math.floor(Math.expm1((Math.log1p(top) * i) / bands)));
  const found = [];
  for (let i = 0; i < bands; i += 1) {
    const low = Math.max(edges[i] + 1, found.at(-1)?.[1] + 1 || 1);
    found.push([low, Math.max(low, edges[i + 1])]);
  }
  found.at(-1)[1] = Math.max(top, found.at(-1)[0]);
  return found;
}

export function shadeOf(n, bands) {
  const at = bands.findIndex(([, high]) => n <= high);
  return SHADES[at < 0 ? bands.length - 1 : at];
}
