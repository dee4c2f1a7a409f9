// The embedded base map: land, borders and names drawn from our own files, light or dark.

import * as L from './leaflet/leaflet-src.esm.js';
import { el, fetchJson } from './dom.js';

const PALETTE = {
  light: {
    sea: '#cfdde6', land: '#f5f2eb', home: '#fffdf8', border: '#8b8f98', region: '#c4c2ba', water: '#cfdde6', river: '#a9c4d6', road: '#ddd0b8',
  },
  dark: {
    sea: '#10171f', land: '#222b36', home: '#2a3542', border: '#77818f', region: '#414c59', water: '#10171f', river: '#22384a', road: '#3b4048',
  },
};
const DETAIL_FROM = 5;
const WATERS_FROM = 4;

export class BaseMap {
  constructor(map, url) {
    this.map = map;
    this.url = url;
    this.shown = null;
    this.dark = false;
    this.lang = 'en';
    this.cities = [];
    this.names = L.layerGroup([], { pane: 'labels' });
    this.pool = new Map();
    for (const [name, z] of [['land', 200], ['waters', 205], ['regions', 210], ['labels', 450]]) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      if (name === 'labels') pane.style.pointerEvents = 'none';
    }
    this.renderers = {
      land: L.canvas({ pane: 'land', padding: 0.4 }),
      waters: L.canvas({ pane: 'waters', padding: 0.4 }),
      regions: L.canvas({ pane: 'regions', padding: 0.4 }),
    };
    this.files = new Map();
    this.parts = {};
    map.on('zoomend', () => this.refresh());
    map.on('moveend', () => {
      if (!this.shown) return;
      this.placeNames();
      if (map.getZoom() >= DETAIL_FROM) this.drawRegions();
    });
  }

  get colors() {
    return PALETTE[this.dark ? 'dark' : 'light'];
  }

  async show(on, { dark = false, lang = 'en' } = {}) {
    const changed = this.dark !== dark || this.lang !== lang;
    this.dark = dark;
    this.lang = lang;
    this.map.getContainer().style.background = this.colors.sea;
    if (on === this.shown && !changed) return;
    this.shown = on;
    if (!on) {
      Object.values(this.parts).forEach((layer) => layer.remove());
      this.names.remove();
      return;
    }
    this.names.addTo(this.map);
    this.restyle();
    await this.refresh();
  }

  async file(name) {
    if (!this.files.has(name)) this.files.set(name, fetchJson(`${this.url}/${name}`));
    return this.files.get(name);
  }

  async refresh() {
    if (!this.shown) return;
    const fine = this.map.getZoom() >= DETAIL_FROM;
    await this.draw(fine ? 'countries-fine' : 'countries', 'land', () => this.country());
    this.drawWaters();
    if (fine !== this.map.getZoom() >= DETAIL_FROM) return;
    this.keep('countries', fine ? 'countries-fine' : 'countries');
    await Promise.all([fine ? this.drawRegions() : this.keep('regions', ''), this.placeNames()]);
  }

  async drawWaters() {
    await this.draw('waters', 'waters', (feature) => this.water(feature));
    if (this.fits('waters')) this.parts.waters.setStyle((feature) => this.water(feature));
    else this.parts.waters.remove();
  }

  /** First-order divisions of the countries in view. */
  async drawRegions() {
    const view = this.map.getBounds();
    const { features } = await this.file('countries');
    const seen = features.filter(({ bbox: [west, south, east, north] }) => view.intersects([[south, west], [north, east]]));
    await Promise.all(seen.map((feature) => this.draw(`regions-${feature.properties.code}`, 'regions', () => this.region())));
  }

  async draw(name, pane, style) {
    if (!this.parts[name]) {
      const data = await this.file(name);
      this.parts[name] = L.geoJSON(data, {
        pane, renderer: this.renderers[pane], interactive: false, style, smoothFactor: 0.7,
      });
    }
    if (this.shown && this.fits(name)) this.parts[name].addTo(this.map);
  }

  /** Whether a part belongs to the zoom of now; it may have been asked for at another. */
  fits(name) {
    const fine = this.map.getZoom() >= DETAIL_FROM;
    if (name === 'waters') return this.map.getZoom() >= WATERS_FROM;
    return name === 'countries' ? !fine : fine;
  }

  keep(prefix, name) {
    for (const [other, layer] of Object.entries(this.parts)) {
      if (other.startsWith(prefix) && other !== name) layer.remove();
    }
  }

  country() {
    return { color: this.colors.border, weight: 1, fillColor: this.colors.land, fillOpacity: 1 };
  }

  /** Rivers grow a little as one comes closer; lakes have the colour of the sea. */
  water(feature) {
    if (feature.properties.kind === 'lakes') return { color: this.colors.river, weight: 0.7, fillColor: this.colors.water, fillOpacity: 1 };
    return { color: this.colors.river, weight: Math.min(2.4, 0.6 + (this.map.getZoom() - WATERS_FROM) * 0.35), fill: false };
  }

  region() {
    return { color: this.colors.region, weight: 0.8, dashArray: '3 3', fill: false };
  }

  restyle() {
    for (const [name, layer] of Object.entries(this.parts)) {
      layer.setStyle(name === 'waters' ? (feature) => this.water(feature) : name.startsWith('countries') ? this.country() : this.region());
    }
    this.pool.forEach((marker) => marker.remove());
    this.pool.clear();
  }

  /** Names that fit: the larger first, none over another. */
  async placeNames() {
    if (!this.shown) return;
    if (!this.cities.length) this.cities = (await this.file('labels')).labels;
    const zoom = this.map.getZoom();
    const bounds = this.map.getBounds().pad(0.15);
    const boxes = [];
    const wanted = new Map();
    for (const city of this.cities) {
      if (wanted.size >= 90) break;
      if (city.zoom > zoom || (city.until ?? 99) < zoom || !bounds.contains([city.lat, city.lon])) continue;
      const text = (this.lang === 'uk' && city.native) || city.name;
      const at = this.map.latLngToContainerPoint([city.lat, city.lon]);
      const half = text.length * (city.kind === 'country' ? 4.6 : 3.4) + 8;
      const box = [at.x - half, at.y - 11, at.x + half, at.y + 9];
      if (boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1])) continue;
      boxes.push(box);
      wanted.set(`${city.kind}:${text}:${city.lat}`, { city, text });
    }
    for (const [key, marker] of this.pool) {
      if (!wanted.has(key)) {
        marker.remove();
        this.pool.delete(key);
      }
    }
    for (const [key, { city, text }] of wanted) {
      if (!this.pool.has(key)) this.pool.set(key, this.label(city, text).addTo(this.names));
    }
  }

  label(city, text) {
    const lang = this.lang === 'uk' && city.native ? 'uk' : null;
    const html = el('span', { class: `dl-name dl-name-${city.kind}${this.dark ? ' dl-dark' : ''}`, lang }, text);
    const icon = L.divIcon({ html, className: 'dl-name-box', iconSize: [0, 0] });
    return L.marker([city.lat, city.lon], { icon, pane: 'labels', interactive: false, keyboard: false });
  }
}
