// The map: base map, switchable layers, selection. Knows nothing of Streamlit.

import * as L from './leaflet/leaflet-src.esm.js';
import { BaseMap } from './basemap.js';
import { cluster, pointsOf } from './cluster.js';
import { count, el, fetchJson, reducedMotion, say } from './dom.js';
import { HeatLayer } from './heat.js';
import { chip, icon, siteIcon } from './marks.js';

const SHADES = ['#deebf7', '#9ecae1', '#4292c6', '#2171b5', '#084594'];
const ASIDE = [0, 17, -17, 34, -34, 46, -46].flatMap((dy) => [0, 26, -26, 46, -46].map((dx) => [dx, dy])).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
const ASIDE_AT_MOST = { near: 60, far: 30 };
const HOME = { center: [48.6, 31.4], zoom: 6 };

export class MapView {
  /** `on` has select(place), selectArea(id), moved(), failed(sentence). */
  constructor(node, { api, base, on }) {
    this.api = api;
    this.on = on;
    this.map = L.map(node, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 2,
      maxZoom: 18,
      worldCopyJump: true,
      zoomAnimation: !reducedMotion(),
      fadeAnimation: false,
      zoomSnap: 0.5,
    });
    this.map.setView(HOME.center, HOME.zoom);
    this.credits = L.control.attribution({ prefix: false, position: 'bottomright' }).addTo(this.map);
    L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(this.map);
    for (const [name, z] of [['shade', 300], ['outlines', 350], ['journeys', 380]]) {
      this.map.createPane(name).style.zIndex = z;
    }
    this.base = new BaseMap(this.map, base);
    this.heat = new HeatLayer();
    this.tiles = null;
    this.groups = {
      events: L.layerGroup(), sites: L.layerGroup(), areas: L.layerGroup(), regions: L.layerGroup(), countries: L.layerGroup(), journeys: L.layerGroup(),
    };
    this.marks = new Map();
    this.siteMarks = new Map();
    this.outlines = new Map();
    this.layers = new Set();
    this.explore = null;
    this.points = [];
    this.mask = null;
    this.selected = null;
    this.map.on('moveend', () => {
      this.redraw();
      this.on.moved();
    });
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(node);
  }

  /** Words, language, symbols and theme; call before data. */
  configure({ words, lang, symbols, dark, credits }) {
    Object.assign(this, { words, lang, dark });
    this.symbols = symbols;
    this.credits.getContainer().replaceChildren(el('span', {}, credits));
  }

  async setBase(choice) {
    this.tiles?.remove();
    this.tiles = null;
    if (choice.url) {
      this.tiles = L.tileLayer(choice.url, { maxZoom: 18, maxNativeZoom: choice.zoom ?? 18, referrerPolicy: 'no-referrer' });
      this.tiles.on('tileerror', () => this.on.failed(say(this.words, 'tiles.failed', { host: choice.host })));
      this.tiles.addTo(this.map);
    }
    await this.base.show(choice.id === 'embedded', { dark: this.dark, lang: this.lang });
  }

  setLayers(names) {
    this.layers = new Set(names);
    for (const [name, group] of Object.entries(this.groups)) {
      if (this.layers.has(name)) group.addTo(this.map);
      else group.remove();
    }
    if (this.layers.has('heat')) this.heat.addTo(this.map);
    else this.heat.remove();
    if (this.explore) this.drawAll();
  }

  /** New data: symbols that stay are kept, so that nothing flickers. */
  async setData(explore) {
    this.explore = explore;
    this.mask = null;
    await this.drawAll();
  }

  async drawAll() {
    this.points = this.explore.mode === 'points' ? pointsOf(this.explore, this.mask) : [];
    this.redraw();
    this.drawJourneys();
    await Promise.all([this.drawAreas(), this.drawRegions(), this.drawCountries()]);
  }

  /** Shows only events for which keep(i) is true (playback, brush while dragging). */
  setMask(keep) {
    this.mask = keep;
    if (!this.explore || this.explore.mode !== 'points') return;
    this.points = pointsOf(this.explore, keep);
    this.redraw();
  }

  select(selected) {
    this.selected = selected;
    this.redraw();
    if (this.explore) this.drawAreas();
  }

  fit(bounds) {
    if (!bounds) return;
    const wide = this.map.getSize().x > 700;
    this.map.fitBounds(bounds, { paddingTopLeft: [wide ? 70 : 50, 40], paddingBottomRight: [wide ? 260 : 20, 50], maxZoom: 8, animate: false });
  }

  focus({ lat, lon, zoom, bounds }) {
    if (bounds) this.map.fitBounds(bounds, { padding: [24, 24], maxZoom: 11, animate: !reducedMotion() });
    else this.map.setView([lat, lon], Math.max(zoom ?? 10, this.map.getZoom()), { animate: !reducedMotion() });
  }

  async redraw() {
    if (!this.explore) return;
    if (this.explore.mode === 'cells') await this.fetchCells();
    const zoom = this.map.getZoom();
    const bounds = this.map.getBounds().pad(0.25);
    const inView = this.points.filter((point) => bounds.contains([point.lat, point.lon]));
    if (this.layers.has('events')) this.drawMarks(cluster(inView, zoom));
    if (this.layers.has('sites')) {
      await this.fetchSites();
      this.drawSites(zoom, bounds);
    }
    if (this.layers.has('heat')) this.heat.setPoints(inView);
    this.placeChips();
  }

  /** Moves the chips of regions aside from symbols and from one another, never so far that they seem
   * to belong elsewhere: what finds no room shows when one comes closer; its outline stays. */
  placeChips() {
    const far = this.map.getZoom() < 6.5;
    const most = ASIDE_AT_MOST[far ? 'far' : 'near'];
    const places = ASIDE.filter((step) => Math.hypot(...step) <= most);
    this.map.getContainer().classList.toggle('dl-far', far);
    const at = (marker) => this.map.latLngToContainerPoint(marker.getLatLng());
    const taken = [...this.marks.values()].map(({ marker }) => ({ ...at(marker), w: 26, h: 26 }));
    this.groups.areas.eachLayer((layer) => {
      const node = layer.getElement?.()?.querySelector?.('.dl-chip');
      if (!node) return;
      const home = at(layer);
      node.classList.remove('dl-hidden');
      const half = { w: node.offsetWidth / 2 + 4, h: node.offsetHeight / 2 + 3 };
      const free = ([dx, dy]) => taken.every((box) => Math.abs(box.x - home.x - dx) > box.w + half.w || Math.abs(box.y - home.y - dy) > box.h + half.h);
      const found = places.find(free);
      node.classList.toggle('dl-hidden', !found && !node.classList.contains('dl-selected'));
      if (!found) return;
      const [dx, dy] = found;
      node.style.margin = `${dy * 2}px 0 0 ${dx * 2}px`;
      taken.push({ x: home.x + dx, y: home.y + dy, w: half.w, h: half.h });
    });
  }

  async fetchCells() {
    const bounds = this.map.getBounds().pad(0.25);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((x) => x.toFixed(3));
    const query = `${this.explore.query}&zoom=${Math.floor(this.map.getZoom())}&bbox=${box.join(',')}`;
    if (query === this.cellQuery) return;
    this.cellQuery = query;
    this.pending?.abort();
    this.pending = new AbortController();
    try {
      const found = await fetchJson(`${this.api}/cells?${query}`, { signal: this.pending.signal });
      this.points = found.points;
    } catch (error) {
      if (error.name !== 'AbortError') this.on.failed(error.message);
    }
  }

  async fetchSites() {
    if (this.explore.sites) return;
    try {
      this.explore.sites = (await fetchJson(`${this.api}/sites?${this.explore.query}`)).points;
    } catch (error) {
      this.on.failed(error.message);
    }
  }

  drawMarks(groups) {
    const seen = new Set();
    for (const group of groups) {
      const chosen = group.members.some((member) => member.key === this.selected?.place);
      const key = `${group.key}|${group.places}`;
      const look = `${group.n}|${group.planned}|${group.types.join()}|${chosen}|${this.lang}`;
      seen.add(key);
      const old = this.marks.get(key);
      if (old?.look === look) {
        old.group = group;
        continue;
      }
      if (old) this.change(old, group, look, chosen);
      else this.marks.set(key, this.mark(group, look, chosen));
    }
    this.sweep(this.marks, seen);
  }

  iconOf(group, selected) {
    return icon(group, { symbols: this.symbols, colors: this.symbols.map((s) => s.color), selected });
  }

  change(old, group, look, chosen) {
    Object.assign(old, { group, look });
    old.marker.setIcon(this.iconOf(group, chosen));
    old.marker.setZIndexOffset(chosen ? 1000 : 0);
    this.name(old.marker, this.describe(group));
  }

  mark(group, look, chosen) {
    const marker = L.marker([group.lat, group.lon], { icon: this.iconOf(group, chosen), zIndexOffset: chosen ? 1000 : 0, riseOnHover: true });
    const entry = { marker, group, look };
    marker.on('click keypress', (event) => {
      if (event.type === 'click' || event.originalEvent?.key === 'Enter') this.open(entry.group);
    });
    marker.bindTooltip(() => this.tip(entry.group), { direction: 'top', offset: [0, -12], className: 'dl-tip' });
    marker.addTo(this.groups.events);
    this.name(marker, this.describe(group));
    return entry;
  }

  name(marker, text) {
    marker.getElement()?.setAttribute('aria-label', text);
  }

  sweep(marks, seen) {
    for (const [key, entry] of marks) {
      if (seen.has(key)) continue;
      entry.marker.remove();
      marks.delete(key);
    }
  }

  /** A place opens its card; a group of places is zoomed into until they part. */
  open(group) {
    if (group.places === 1) {
      this.on.select(group.key);
      return;
    }
    const bounds = L.latLngBounds(group.members.map((member) => [member.lat, member.lon]));
    const zoom = this.map.getZoom();
    if (zoom >= 15 || (group.members.length > 1 && bounds.getNorth() - bounds.getSouth() < 1e-5)) {
      this.on.select(group.members[0].key);
    } else if (group.members.length === 1) {
      this.map.setView([group.lat, group.lon], Math.min(18, zoom + 2));
    } else {
      this.map.fitBounds(bounds, { padding: [60, 60], maxZoom: Math.min(16, zoom + 4), animate: !reducedMotion() });
    }
  }

  describe(group) {
    const what = count(this.words, 'events', group.n, this.lang);
    const more = group.places > 1 ? ` ${say(this.words, 'and.places', { n: group.places - 1 })}` : '';
    return `${group.name}${more}: ${what}`;
  }

  tip(group) {
    const rows = group.types
      .map((n, i) => [n, this.symbols[i].label])
      .filter(([n]) => n > 0)
      .sort((a, b) => b[0] - a[0])
      .map(([n, label]) => el('div', {}, `${n.toLocaleString(this.lang)} · ${label}`));
    const more = group.places > 1 ? ` ${say(this.words, 'and.places', { n: group.places - 1 })}` : '';
    return el('div', {}, el('b', {}, group.name + more), ...rows.slice(0, 6));
  }

  drawSites(zoom, bounds) {
    const seen = new Set();
    const points = (this.explore.sites ?? []).filter((point) => bounds.contains([point.lat, point.lon]));
    for (const group of cluster(points, zoom, 44)) {
      const key = `${group.key}|${group.n}|${group.places}`;
      seen.add(key);
      if (this.siteMarks.has(key)) continue;
      const marker = L.marker([group.lat, group.lon], { icon: siteIcon(group, false), zIndexOffset: -200 });
      marker.on('click', () => this.open(group));
      const label = `${group.name}: ${count(this.words, 'sites', group.n, this.lang)}`;
      marker.bindTooltip(() => this.siteTip(group), { direction: 'top', className: 'dl-tip' });
      marker.addTo(this.groups.sites);
      this.name(marker, label);
      this.siteMarks.set(key, { marker });
    }
    this.sweep(this.siteMarks, seen);
  }

  siteTip(group) {
    const rows = group.types
      .map((n, i) => [n, this.explore.site_kinds[i]])
      .filter(([n]) => n > 0)
      .map(([n, label]) => el('div', {}, `${n.toLocaleString(this.lang)} · ${label}`));
    return el('div', {}, el('b', {}, `${group.name}: ${count(this.words, 'sites', group.n, this.lang)}`), ...rows);
  }

  /** Outlines of regions and countries by gazetteer id, fetched once. */
  async shapes(ids) {
    const missing = ids.filter((id) => !this.outlines.has(id));
    if (missing.length) {
      try {
        const found = await fetchJson(`${this.api}/outlines?ids=${missing.map(encodeURIComponent).join(',')}`);
        for (const id of missing) this.outlines.set(id, null);
        for (const feature of found.features) this.outlines.set(feature.id, feature);
      } catch (error) {
        this.on.failed(error.message);
      }
    }
    return ids.map((id) => [id, this.outlines.get(id)]).filter(([, feature]) => feature);
  }

  /** Events known only to a region or country: its outline and a chip, never a pin. */
  async drawAreas() {
    if (!this.layers.has('areas')) return;
    const areas = this.explore.areas;
    const shapes = new Map(await this.shapes(areas.map((area) => area.id)));
    this.groups.areas.clearLayers();
    for (const area of areas) {
      const chosen = this.selected?.place === area.id;
      const feature = shapes.get(area.id);
      if (feature) {
        const color = chosen ? '#d55e00' : this.dark ? '#cfd6df' : '#2b3440';
        L.geoJSON(feature, {
          pane: 'outlines', style: { color, weight: chosen ? 3 : 1.3, dashArray: '5 5', fill: chosen, fillColor: color, fillOpacity: 0.08 }, interactive: false,
        }).addTo(this.groups.areas);
      }
      const at = feature?.properties.center ?? [area.lat, area.lon];
      const marker = L.marker(at, { icon: chip(area.name, area.n, { selected: chosen, lang: area.lang }), zIndexOffset: chosen ? 900 : -400 });
      marker.on('click', () => this.on.select(area.id));
      marker.bindTooltip(() => el('div', {}, say(this.words, 'area.tip', { n: area.n.toLocaleString(this.lang), name: area.name })), { direction: 'top', className: 'dl-tip' });
      marker.addTo(this.groups.areas);
      this.name(marker, say(this.words, 'area.tip', { n: area.n, name: area.name }));
    }
    this.placeChips();
  }

  async drawRegions() {
    if (!this.layers.has('regions')) return;
    const counts = new Map(this.explore.regions.map((region) => [region.id, region]));
    const top = Math.max(1, ...this.explore.regions.map((region) => region.n));
    const shapes = await this.shapes([...counts.keys()]);
    this.groups.regions.clearLayers();
    for (const [id, feature] of shapes) this.shade(feature, counts.get(id), top, 'regions', 'region.tip');
  }

  async drawCountries() {
    if (!this.layers.has('countries')) return;
    const counts = new Map(this.explore.countries.map((country) => [country.id, country]));
    const top = Math.max(1, ...this.explore.countries.map((country) => country.n));
    const shapes = await this.shapes([...counts.keys()]);
    this.groups.countries.clearLayers();
    for (const [id, feature] of shapes) this.shade(feature, counts.get(id), top, 'countries', 'country.tip');
  }

  shade(feature, entry, top, layer, key) {
    const share = Math.log1p(entry.n) / Math.log1p(top);
    const color = SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))];
    const shape = L.geoJSON(feature, {
      pane: 'shade', style: { color: layer === 'countries' ? '#6a3d9a' : '#08519c', weight: layer === 'countries' ? 2 : 1, fillColor: color, fillOpacity: 0.62 },
    });
    shape.bindTooltip(() => el('div', {}, say(this.words, key, { name: entry.name, n: entry.n.toLocaleString(this.lang) })), { sticky: true, className: 'dl-tip' });
    shape.on('click', () => this.on.region(entry));
    shape.addTo(this.groups[layer]);
  }

  async drawJourneys() {
    this.groups.journeys.clearLayers();
    if (!this.layers.has('journeys')) return;
    try {
      this.explore.journeys ??= (await fetchJson(`${this.api}/journeys?${this.explore.query}`)).journeys;
    } catch (error) {
      this.on.failed(error.message);
      return;
    }
    this.groups.journeys.clearLayers();
    for (const journey of this.explore.journeys ?? []) {
      const line = journey.stops.map((stop) => [stop.lat, stop.lon]);
      L.polyline(line, { pane: 'journeys', color: '#fff', weight: 6, opacity: 0.9, interactive: false }).addTo(this.groups.journeys);
      const path = L.polyline(line, { pane: 'journeys', color: '#6a3d9a', weight: 2.5, dashArray: journey.planned ? '3 7' : null });
      path.bindTooltip(() => el('div', {}, el('b', {}, journey.planned ? say(this.words, 'journey.planned', { who: journey.who }) : journey.who), el('div', {}, journey.stops.map((stop) => stop.name).join(' → '))), { sticky: true, className: 'dl-tip' });
      path.addTo(this.groups.journeys);
      journey.stops.forEach((stop, i) => {
        const html = el('span', { class: 'dl-stop' }, String(i + 1));
        L.marker([stop.lat, stop.lon], { icon: L.divIcon({ html, className: 'dl-mark-box', iconSize: [18, 18], iconAnchor: [-8, 22] }), interactive: false, keyboard: false }).addTo(this.groups.journeys);
      });
    }
  }

  get view() {
    const center = this.map.getCenter();
    return { lat: center.lat, lon: center.lng, zoom: this.map.getZoom() };
  }

  setView({ lat, lon, zoom }) {
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  zoomBy(step) {
    this.map.setZoom(this.map.getZoom() + step);
  }
}
