// Drawing an area to filter by, and measuring a distance.

import * as L from './leaflet/leaflet-src.esm.js';
import { el, say } from './dom.js';

const STYLE = { color: '#6a3d9a', weight: 2.5, dashArray: '6 4', fillColor: '#6a3d9a', fillOpacity: 0.07, interactive: false };

export class DrawTools {
  /** `onArea` gets {kind: 'box'|'polygon'|'circle', …} with longitudes before latitudes in rings. */
  constructor(map, { onArea, onMode }) {
    this.map = map;
    this.onArea = onArea;
    this.onMode = onMode;
    this.mode = null;
    this.points = [];
    this.shape = L.layerGroup().addTo(map);
    this.draft = L.layerGroup().addTo(map);
    map.on('mousedown', (event) => this.down(event));
    map.on('mousemove', (event) => this.move(event));
    map.on('mouseup', (event) => this.up(event));
    map.on('click', (event) => this.click(event));
    map.on('dblclick', () => this.finish());
    map.getContainer().addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.start(null);
      if (event.key === 'Enter' && this.mode) this.finish();
    });
  }

  configure({ words, lang }) {
    Object.assign(this, { words, lang });
  }

  /** Begins to draw 'box', 'polygon' or 'circle', or to 'measure'; the same again, or null, ends it. */
  start(mode) {
    this.mode = mode === this.mode ? null : mode;
    this.points = [];
    this.from = null;
    this.draft.clearLayers();
    const busy = this.mode !== null;
    this.map.getContainer().classList.toggle('dl-drawing', busy);
    const held = this.mode === 'box' || this.mode === 'circle';
    this.map.dragging[held ? 'disable' : 'enable']();
    this.map.doubleClickZoom[busy ? 'disable' : 'enable']();
    this.onMode(this.mode);
  }

  /** The area that filters now. */
  show(area) {
    this.shape.clearLayers();
    if (!area) return;
    if (area.kind === 'circle') L.circle([area.lat, area.lon], { ...STYLE, radius: area.km * 1000 }).addTo(this.shape);
    else L.polygon(area.ring.map(([lon, lat]) => [lat, lon]), STYLE).addTo(this.shape);
  }

  down(event) {
    if (this.mode === 'box' || this.mode === 'circle') this.from = event.latlng;
  }

  move(event) {
    if (this.from) this.preview(event.latlng);
    else if (this.points.length) this.preview(event.latlng);
  }

  up(event) {
    if (!this.from) return;
    const [from, to] = [this.from, event.latlng];
    const { mode } = this;
    this.from = null;
    if (this.map.latLngToContainerPoint(from).distanceTo(this.map.latLngToContainerPoint(to)) < 6) return;
    this.start(null);
    if (mode === 'circle') {
      this.onArea({ kind: 'circle', lat: round(from.lat), lon: round(from.lng), km: Math.max(0.1, Math.round(from.distanceTo(to) / 100) / 10) });
    } else {
      const box = L.latLngBounds(from, to);
      this.onArea({ kind: 'polygon', ring: [box.getSouthWest(), box.getSouthEast(), box.getNorthEast(), box.getNorthWest()].map((p) => [round(p.lng), round(p.lat)]) });
    }
  }

  click(event) {
    if (this.mode !== 'polygon' && this.mode !== 'measure') return;
    this.points.push(event.latlng);
    this.preview(event.latlng);
  }

  preview(cursor) {
    this.draft.clearLayers();
    if (this.mode === 'box') L.rectangle(L.latLngBounds(this.from, cursor), STYLE).addTo(this.draft);
    if (this.mode === 'circle') {
      const km = this.from.distanceTo(cursor) / 1000;
      L.circle(this.from, { ...STYLE, radius: km * 1000 }).addTo(this.draft);
      this.tag(cursor, this.km(km));
    }
    if (this.mode === 'polygon') L.polygon([...this.points, cursor], STYLE).addTo(this.draft);
    if (this.mode === 'measure' && this.points.length) {
      const line = [...this.points, cursor];
      L.polyline(line, { ...STYLE, fill: false }).addTo(this.draft);
      const metres = line.slice(1).reduce((sum, point, i) => sum + line[i].distanceTo(point), 0);
      this.tag(cursor, this.km(metres / 1000));
    }
  }

  km(value) {
    return say(this.words, 'km', { n: value.toLocaleString(this.lang, { maximumFractionDigits: value < 10 ? 1 : 0 }) });
  }

  tag(at, text) {
    const icon = L.divIcon({ html: el('span', { class: 'dl-measure' }, text), className: 'dl-name-box', iconSize: [0, 0] });
    L.marker(at, { icon, interactive: false, keyboard: false }).addTo(this.draft);
  }

  finish() {
    const { mode, points } = this;
    if (mode === 'measure') {
      this.mode = null;
      this.map.getContainer().classList.remove('dl-drawing');
      this.map.doubleClickZoom.enable();
      this.points = [];
      this.onMode(null);
      return;
    }
    if (mode !== 'polygon') return;
    const ring = points.filter((point, i) => i === 0 || point.distanceTo(points[i - 1]) > 1).map((p) => [round(p.lng), round(p.lat)]);
    this.start(null);
    if (ring.length >= 3) this.onArea({ kind: 'polygon', ring });
  }
}

const round = (x) => Math.round(x * 1e4) / 1e4;
