// Regions and countries shaded by how many events, or by how the number changed.

import * as L from './leaflet/leaflet-src.esm.js';
import { el, fetchJson, say } from './dom.js';
import { signed } from './legend.js';
import { COUNTRY, REGION, changeColor, classes, shadeOf } from './shades.js';

export class Regions {
  /** `view` is the map that they are drawn on, with its words, groups of layers and outlines. */
  constructor(view) {
    this.view = view;
  }

  async regions(explore) {
    const bands = classes(explore.regions.map((region) => region.n));
    const look = ({ n }) => ({ color: REGION, weight: 1, fillColor: shadeOf(n, bands), fillOpacity: 0.62 });
    await this.shade(explore.regions, 'regions', look, (entry) => say(this.view.words, 'region.tip', { name: entry.name, n: entry.n.toLocaleString(this.view.lang) }));
  }

  async countries(explore) {
    const bands = classes(explore.countries.map((country) => country.n));
    const look = ({ n }) => ({ color: COUNTRY, weight: 2, fillColor: shadeOf(n, bands), fillOpacity: 0.62 });
    await this.shade(explore.countries, 'countries', look, (entry) => say(this.view.words, 'country.tip', { name: entry.name, n: entry.n.toLocaleString(this.view.lang) }));
  }

  /** Regions by how many more or fewer events than in the period before, with the number on each. */
  async change(explore) {
    try {
      explore.change ??= await fetchJson(`${this.view.api}/change?${explore.query}`);
    } catch (error) {
      this.view.on.failed(error.message);
      return;
    }
    if (explore !== this.view.explore) return;
    const look = (entry) => ({ color: REGION, weight: 1, fillColor: changeColor(entry), fillOpacity: 0.75 });
    const tip = (entry) => say(this.view.words, 'change.tip', { name: entry.name, before: entry.before.toLocaleString(this.view.lang), n: entry.n.toLocaleString(this.view.lang) });
    await this.shade(explore.change.regions, 'change', look, tip, (entry) => signed(entry.change, this.view.lang));
    this.view.on.drawn();
  }

  /** Outlines filled by `look(entry)`; a click filters by the entry; `label` writes on each. */
  async shade(entries, layer, look, tip, label = null) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const shapes = await this.view.shapes([...byId.keys()]);
    const group = this.view.groups[layer];
    group.clearLayers();
    for (const [id, feature] of shapes) {
      const entry = byId.get(id);
      const shape = L.geoJSON(feature, { pane: 'shade', style: look(entry) });
      shape.bindTooltip(() => el('div', {}, tip(entry)), { sticky: true, className: 'dl-tip' });
      shape.on('click', () => this.view.on.region(entry));
      shape.addTo(group);
      if (!label) continue;
      const html = el('span', { class: 'dl-number' }, label(entry));
      L.marker(feature.properties.center, { icon: L.divIcon({ html, className: 'dl-name-box', iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(group);
    }
  }
}
