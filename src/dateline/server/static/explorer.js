// The main map with its timeline, as one Streamlit component: what the server says goes in as `data`,
// what the analyst does comes out as triggers (select, brush, types, area, region).

import { el, fetchJson, say } from './dom.js';
import { DrawTools } from './draw.js';
import { MapView } from './map.js';
import { Panel } from './panel.js';
import { Ahead, KEYS, canonical, changed } from './query.js';
import { Timeline } from './timeline.js';
import { keepState, readState, writeState } from './address.js';

const PATIENCE = 300; // milliseconds
const views = new WeakMap();

export function mount({ data, parentElement, setTriggerValue }) {
  let view = views.get(parentElement);
  if (!view || !parentElement.contains(view.root)) {
    view = new Explorer(parentElement);
    views.set(parentElement, view);
  }
  view.send = setTriggerValue;
  view.update(data);
}

class Explorer {
  constructor(parent) {
    this.send = () => {};
    this.status = el('div', { class: 'dl-status dl-hidden', role: 'status', 'aria-live': 'polite' });
    this.canvas = el('div', { class: 'dl-map', tabindex: 0 });
    this.tools = el('div', { class: 'dl-tools' });
    this.side = el('div', { class: 'dl-side' });
    this.time = el('div', { class: 'dl-time' });
    this.stage = el('div', { class: 'dl-stage' }, this.canvas, this.tools, this.side, this.status);
    this.root = el('section', { class: 'dl' }, this.stage, this.time);
    parent.append(this.root);
    this.state = readState();
    keepState(() => this.root.isConnected);
    this.data = null;
    this.ahead = new Ahead();
    this.query = null;
    window.addEventListener('dateline:choose', ({ detail }) => {
      const known = Object.entries(detail.changes).filter(([name]) => KEYS[name]);
      if (!this.root.isConnected || !known.length) return;
      detail.taken = true;
      this.askAhead(Object.fromEntries(known.map(([name, value]) => [KEYS[name], value])), detail.tell);
    });
  }

  start(data) {
    this.map = new MapView(this.canvas, {
      api: data.api,
      base: data.base,
      on: {
        select: (place) => this.select(place),
        region: (entry) => this.region(entry),
        moved: () => this.remember(),
        drawn: () => this.panel?.draw(this.explore, this.map.extra),
        failed: (sentence) => this.say(sentence),
      },
    });
    this.draw = new DrawTools(this.map.map, {
      onArea: (area) => this.filter('area', area, areaParams(area)),
      onMode: (mode) => this.showMode(mode),
    });
    this.timeline = new Timeline(this.time, {
      brush: (from, to) => this.filter('brush', { from, to }, { from, to }),
      preview: (from, to) => this.preview(from, to),
      window: (from, to) => this.preview(from, to),
      ready: () => this.columns(),
    });
    this.root.addEventListener('keydown', (event) => this.timeline.key(event));
    this.panel = new Panel(this.side, {
      layers: (names) => {
        this.map.setLayers(names);
        this.panel.draw(this.explore, this.map.extra);
        this.remember();
      },
      base: (choice) => {
        this.map.setBase(choice);
        this.remember();
      },
      types: (types) => this.filter('types', types, { type: types }),
      sites: (kinds) => this.filter('sites', kinds, { site: kinds }),
      region: (entry) => this.region(entry),
      journey: (id) => this.map.showJourney(id),
    });
    if (this.state.view) this.map.setView(this.state.view);
  }

  async update(data) {
    const before = this.data;
    this.data = data;
    if (!before) this.start(data);
    const dark = isDark(this.root);
    const looks = JSON.stringify([data.lang, dark, data.words]);
    if (looks !== this.looks) {
      this.looks = looks;
      this.root.classList.toggle('dl-dark-theme', dark);
      this.configure(data, dark);
    }
    this.draw.show(data.area);
    if (data.focus && data.focus.token !== before?.focus?.token) this.map.focus(data.focus);
    if (data.selected?.place !== before?.selected?.place) this.map.select(data.selected);
    const other = data.version !== before?.version || data.lang !== before?.lang;
    if (!before || this.ahead.isNew(data.query, before.query)) this.query = data.query;
    if (other || this.query !== this.loaded) await this.load(this.query, { first: !before });
    writeState({});
  }

  /** What the analyst does changes the map at once; then the server hears of it and answers for the rest. */
  filter(trigger, value, changes) {
    this.askAhead(changes, () => this.send(trigger, value));
  }

  /** Asks for a changed map; `tell` is called when the answer is there, or after a moment where that takes long:
   * told at the same time, the server would be busy with the rest of the page first. */
  askAhead(changes, tell) {
    const query = this.data && changed(this.query, changes);
    if (!this.data || canonical(query) === canonical(this.query)) {
      tell();
      return;
    }
    this.ahead.ask(query);
    this.query = query;
    const answered = once(tell);
    setTimeout(answered, PATIENCE);
    this.load(query, { answered });
  }

  configure(data, dark) {
    this.canvas.setAttribute('role', 'region');
    this.canvas.setAttribute('aria-label', data.words['map.label']);
    this.map.configure({ words: data.words, lang: data.lang, symbols: data.symbols, kinds: data.kinds, dark, credits: data.credits });
    this.draw.configure(data);
    this.timeline.configure(data);
    this.panel.configure(data, this.state);
    this.panel.draw(this.explore, this.map.extra);
    this.map.setLayers(this.panel.layers);
    this.map.setBase(this.panel.base);
    this.buildTools(data.words);
  }

  buildTools(words) {
    const button = (name, sign, act) => el('button', { type: 'button', class: 'dl-button', title: words[name], 'aria-label': words[name], 'data-mode': name, onclick: act }, sign);
    this.tools.replaceChildren(
      button('zoom.in', '+', () => this.map.zoomBy(1)),
      button('zoom.out', '−', () => this.map.zoomBy(-1)),
      button('fit', '⤢', () => this.map.fit(this.explore?.bounds)),
      button('box', '▭', () => this.draw.start('box')),
      button('polygon', '⬠', () => this.draw.start('polygon')),
      button('circle', '◎', () => this.draw.start('circle')),
      button('measure', '↔', () => this.draw.start('measure')),
    );
  }

  /** A region of events, or a country that actors stand for. */
  region({ id }) {
    this.filter('region', id, id.includes('-') ? { region: [id] } : { actor: [id.replace('iso:', '')] });
  }

  showMode(mode) {
    for (const button of this.tools.children) button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
    this.say(mode ? this.data.words[`${mode}.how`] : '');
  }

  /** Fetches and shows what a query asks for; `answered` is called when its answer is there, or will not come. */
  async load(query, { first = false, answered = () => {} } = {}) {
    const { data } = this;
    this.loaded = query;
    this.loading?.abort();
    this.loading = new AbortController();
    this.root.setAttribute('aria-busy', 'true');
    try {
      const explore = await this.ask(query, first).finally(answered);
      this.explore = explore;
      this.days = null;
      if (first && !this.state.view && !data.focus) this.map.fit(explore.bounds);
      this.say('');
      const drawn = this.map.setData(explore);
      this.timeline.setData(explore.timeline);
      this.panel.draw(explore, this.map.extra);
      await drawn;
      if (explore !== this.explore || query !== this.loaded) return; // overtaken by a later change
      this.root.dataset.shown = String(explore.total);
      this.root.removeAttribute('aria-busy');
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.root.removeAttribute('aria-busy');
      this.say(say(data.words, 'load.failed', { why: error.message }));
    }
  }

  async ask(query, first) {
    const asked = `${query}&ui=${this.data.lang}`;
    const seen = first ? '' : this.map.seen; // so that grouped events come with the same answer
    const explore = await fetchJson(`${this.data.api}/explore?${asked}&${seen}`, { signal: this.loading.signal });
    explore.query = asked;
    if (explore.cells) explore.cells = { seen, points: explore.cells };
    return explore;
  }

  /** Above some thousands events come grouped; playing needs each one's day, fetched once. */
  async columns() {
    if (this.explore.mode === 'points') return;
    const found = await fetchJson(`${this.data.api}/columns?${this.explore.query}`);
    Object.assign(this.explore, found, { mode: 'points' });
    await this.map.setData(this.explore);
  }

  /** Shows a period at once, without asking the server. */
  preview(from, to) {
    if (!this.explore || this.explore.mode !== 'points') return;
    if (from === null) {
      this.map.setMask(null);
      return;
    }
    const { day, last } = this.explore.events;
    this.map.setMask((i) => day[i] !== null && day[i] < to && (last[i] ?? day[i]) >= from);
  }

  select(place) {
    this.map.select({ place });
    this.send('select', { place, at: Date.now() });
    if (window.innerWidth <= 640) setTimeout(() => document.querySelector('.st-key-card')?.scrollIntoView({ block: 'start' }), 600);
  }

  remember() {
    if (!this.panel?.restored) return; // what the address asked for is still to be put in force
    writeState({ view: this.map.view, layers: this.panel?.layers, base: this.panel?.base?.id });
  }

  say(sentence) {
    this.status.textContent = sentence;
    this.status.classList.toggle('dl-hidden', !sentence);
  }
}

const once = (act) => {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
};

function areaParams(area) {
  if (area.kind === 'circle') return { near: `${area.lat.toFixed(5)},${area.lon.toFixed(5)},${area.km}`, area: null };
  return { area: area.ring.map(([lon, lat]) => `${lon.toFixed(5)},${lat.toFixed(5)}`).join(';'), near: null };
}

function isDark(node) {
  const color = getComputedStyle(node).getPropertyValue('--st-background-color').trim();
  const probe = el('span', { style: `color:${color || '#fff'};display:none` });
  node.append(probe);
  const [r, g, b] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number); // none on a page just left
  probe.remove();
  return r * 0.299 + g * 0.587 + b * 0.114 < 128;
}
