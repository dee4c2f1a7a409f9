// Density of events as a soft glow: one canvas, drawn again after each move.

import * as L from './leaflet/leaflet-src.esm.js';

const RADIUS = 34;
const STOPS = [[0, 'rgba(68,1,84,0)'], [0.25, 'rgba(59,82,139,.45)'], [0.5, 'rgba(33,145,140,.6)'], [0.75, 'rgba(94,201,98,.7)'], [1, 'rgba(253,231,37,.85)']];

export const HeatLayer = L.Layer.extend({
  initialize() {
    this.points = [];
  },

  onAdd(map) {
    this.map = map;
    this.canvas = L.DomUtil.create('canvas', 'dl-heat');
    this.canvas.style.pointerEvents = 'none';
    this.canvas.setAttribute('aria-hidden', 'true');
    (map.getPane('heat') ?? map.createPane('heat')).append(this.canvas);
    map.getPane('heat').style.zIndex = 370;
    map.on('moveend resize', this.draw, this);
    this.draw();
  },

  onRemove(map) {
    map.off('moveend resize', this.draw, this);
    this.canvas.remove();
    this.map = null;
  },

  setPoints(points) {
    this.points = points;
    this.draw();
  },

  draw() {
    if (!this.map) return;
    const size = this.map.getSize();
    L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
    this.canvas.width = size.x;
    this.canvas.height = size.y;
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    const top = Math.max(1, ...this.points.map((point) => point.n));
    for (const point of this.points) {
      const at = this.map.latLngToContainerPoint([point.lat, point.lon]);
      const glow = context.createRadialGradient(at.x, at.y, 0, at.x, at.y, RADIUS);
      glow.addColorStop(0, `rgba(0,0,0,${0.25 + (0.6 * Math.log1p(point.n)) / Math.log1p(top)})`);
      glow.addColorStop(1, 'rgba(0,0,0,0)');
      context.fillStyle = glow;
      context.fillRect(at.x - RADIUS, at.y - RADIUS, RADIUS * 2, RADIUS * 2);
    }
    if (this.points.length) tint(context, size);
  },
});

function tint(context, size) {
  const image = context.getImageData(0, 0, size.x, size.y);
  const ramp = palette();
  const { data } = image;
  for (let i = 3; i < data.length; i += 4) {
    const at = data[i] * 4;
    if (!at) continue;
    [data[i - 3], data[i - 2], data[i - 1], data[i]] = [ramp[at], ramp[at + 1], ramp[at + 2], ramp[at + 3]];
  }
  context.putImageData(image, 0, 0);
}

let cached = null;
function palette() {
  if (cached) return cached;
  const canvas = document.createElement('canvas');
  canvas.width = 256;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  const gradient = context.createLinearGradient(0, 0, 256, 0);
  STOPS.forEach(([at, color]) => gradient.addColorStop(at, color));
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  cached = context.getImageData(0, 0, 256, 1).data;
  return cached;
}
