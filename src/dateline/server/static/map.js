// The map: base map, switchable layers, selection. Knows nothing of Streamlit.

import * as L from './leaflet/leaflet-src.esm.js';
import { BaseMap } from './basemap.js';
import { cluster, pointsOf } from './cluster.js';
import { count, el, fetchJson, reducedMotion, say } from './dom.js';
import { HeatLayer } from './heat.js';
import { Journeys } from './journeys.js';
import { chip, icon, siteIcon } from './marks.js';
import { Regions } from './regions.js';

const ASIDE = [0, 17, -17, 34, -34, 46, -46].flatMap((dy) => [0, 26, -26, 46, -46].map((dx) => [dx, dy])).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
const ASIDE_AT_MOST = { near: 60, far: 30 };
const HOME = { center: [48.6, 31.4], zoom: 6 };

export class MapView {
  /** `on` has select(place), region(entry), moved(), drawn(), failed(sentence). */
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
      events: L.layerGroup(), sites: L.layerGroup(), areas: L.layerGroup(), regions: L.layerGroup(), change: L.layerGroup(), countries: L.layerGroup(), journeys: L.layerGroup(),
    };
    this.journeys = new Journeys(this.map, this.groups.journeys, { words: () => this, on: { journey: (id) => this.showJourney(id) } });
    this.regions = new Regions(this);
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
  configure({ words, lang, symbols, kinds, dark, credits }) {
    Object.assign(this, { words, lang, dark, kinds });
    this.symbols = symbols;
    this.owed = credits;
  }

  async setBase(choice) {
    this.tiles?.remove();
    this.tiles = null;
    if (choice.url) {
      this.tiles = L.tileLayer(choice.url, { maxZoom: 18, maxNativeZoom: choice.zoom ?? 18, referrerPolicy: 'no-referrer' });
      this.tiles.on('tileerror', () => this.on.failed(say(this.words, 'tiles.failed', { host: choice.host })));
      this.tiles.addTo(this.map);
    }
    const credits = choice.url ? [choice.credit, this.words['tiles.borders'], this.owed] : [this.owed];
    this.credits.getContainer().replaceChildren(el('span', {}, credits.filter(Boolean).join(' · ')));
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
    if (this.explore.mode === 'points') this.points = pointsOf(this.explore, this.mask);
    this.drawJourneys();
    const shaded = ['regions', 'change', 'countries'].filter((name) => this.layers.has(name));
    await Promise.all([this.redraw(), this.drawAreas(), ...shaded.map((name) => this.regions[name](this.explore))]);
  }

  /** Shows only events for which keep(i) is true (playback, brush while dragging). */
  setMask(keep) {
    this.mask = keep;
    if (!this.explore || this.explore.mode !== 'points') return;
    this.points = pointsOf(this.explore, keep);
    this.redraw({ chips: keep === null });
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

  async redraw({ chips = true } = {}) {
    const { explore } = this;
    if (!explore) return;
    if (explore.mode === 'cells' && !(await this.fetchCells(explore))) return;
    const zoom = this.map.getZoom();
    const bounds = this.map.getBounds().pad(0.25);
    const inView = within(this.points, bounds);
    if (this.layers.has('events')) this.drawMarks(cluster(inView, zoom));
    if (this.layers.has('sites')) {
      await this.fetchSites();
      this.drawSites(zoom, bounds);
    }
    if (this.layers.has('heat')) this.heat.setPoints(inView);
    if (chips) this.placeChips();
  }

  /** Moves the chips of regions aside from symbols and from one another, never so far that they seem
   * to belong elsewhere: what finds no room shows when one comes closer; its outline stays. */
  placeChips() {
    const far = this.map.getZoom() < 6.5;
    const most = ASIDE_AT_MOST[far ? 'far' : 'near'];
    const places = ASIDE.filter((step) => Math.hypot(...step) <= most);
    this.map.getContainer().classList.toggle('dl-far', far);
    const at = (marker) => this.map.latLngToContainerPoint(marker.getLatLng());
    const taken = [...this.marks.values()].map(({ marker }) => {
      const half = marker.options.icon.options.iconSize[0] / 2 + 3;
      return { ...at(marker), w: half, h: half };
    });
    for (const { marker } of this.layers.has('sites') ? this.siteMarks.values() : []) {
      const { iconSize: [wide, high], iconAnchor: [, up] } = marker.options.icon.options;
      const { x, y } = at(marker);
      taken.push({ x, y: y - up + high / 2, w: wide / 2, h: high / 2 });
    }
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
      node.style.setProperty('--dl-aside-x', `${dx}px`);
      node.style.setProperty('--dl-aside-y', `${dy}px`);
      taken.push({ x: home.x + dx, y: home.y + dy, w: half.w, h: half.h });
    });
  }

  /** What is seen, as a query of the server's cells. */
  get seen() {
    const bounds = this.map.getBounds().pad(0.25);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((x) => x.toFixed(3));
    return `zoom=${Math.floor(this.map.getZoom())}&bbox=${box.join(',')}`;
  }

  /** The points of an answer for what is seen now, fetched where they are not yet in it; false where there
   * are none to draw, or where another answer or another view has overtaken them. */
  async fetchCells(explore) {
    const { seen } = this;
    if (explore.cells?.seen !== seen) {
      this.pending?.abort();
      this.pending = new AbortController();
      try {
        const found = await fetchJson(`${this.api}/cells?${explore.query}&${seen}`, { signal: this.pending.signal });
        explore.cells = { seen, points: found.points };
      } catch (error) {
        if (error.name === 'AbortError') return false;
        this.on.failed(error.message);
        explore.cells = { seen: null, points: [] }; // no symbols rather than those of another filter
      }
    }
    if (explore !== this.explore || explore.mode !== 'cells') return false;
    this.points = explore.cells.points;
    return true;
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
    const points = within(this.explore.sites ?? [], bounds);
    for (const group of cluster(points, zoom, 58)) {
      const key = `${group.key}|${group.types.join()}|${group.places}|${this.lang}`;
      seen.add(key);
      if (this.siteMarks.has(key)) continue;
      const marker = L.marker([group.lat, group.lon], { icon: siteIcon(group, this.kinds), zIndexOffset: -200 });
      marker.on('click keypress', (event) => {
        if (event.type === 'click' || event.originalEvent?.key === 'Enter') this.open(group);
      });
      marker.bindTooltip(() => this.siteTip(group), { direction: 'top', className: 'dl-tip' });
      marker.addTo(this.groups.sites);
      this.name(marker, `${group.name}: ${this.siteRows(group).join(', ')}`);
      this.siteMarks.set(key, { marker });
    }
    this.sweep(this.siteMarks, seen);
  }

  /** "3 · Hospital", most first. */
  siteRows(group) {
    const kinds = group.types.map((n, i) => [n, this.kinds[i].label]).filter(([n]) => n > 0).sort((a, b) => b[0] - a[0]);
    return kinds.map(([n, label]) => `${n.toLocaleString(this.lang)} · ${label}`);
  }

  siteTip(group) {
    return el('div', {}, el('b', {}, `${group.name}: ${count(this.words, 'sites', group.n, this.lang)}`), ...this.siteRows(group).map((row) => el('div', {}, row)));
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

  async drawJourneys() {
    if (!this.layers.has('journeys')) return;
    const { explore } = this;
    try {
      explore.journeys ??= (await fetchJson(`${this.api}/journeys?${explore.query}`)).journeys;
    } catch (error) {
      this.on.failed(error.message);
      return;
    }
    if (explore !== this.explore) return;
    this.journeys.setData(explore.journeys);
    this.on.drawn();
  }

  /** Brings one journey forward; null shows all alike. */
  showJourney(id) {
    this.journeys.choose(id);
    this.on.drawn();
  }

  /** What layers fetched for themselves, for the legend. */
  get extra() {
    return { journeys: this.journeys.found, journey: this.journeys.chosen, change: this.explore?.change };
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

/** Points inside the bounds; plain numbers, since playing asks this many times a second. */
function within(points, bounds) {
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  return points.filter(({ lat, lon }) => lat >= south && lat <= north && lon >= west && lon <= east);
}
