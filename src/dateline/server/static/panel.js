// Layers, legend and base maps. The legend shows only what is on the map, and filters.

import { el, say, trusted } from './dom.js';

const LAYERS = ['events', 'areas', 'sites', 'regions', 'countries', 'journeys', 'heat'];
const SHOWN = ['events', 'areas'];

export class Panel {
  /** `on` has layers(names), base(choice), types(list). */
  constructor(node, on) {
    this.on = on;
    this.layers = SHOWN.slice();
    this.base = { id: 'embedded' };
    this.allowed = new Set();
    this.legend = el('div', { class: 'dl-legend' });
    this.switches = el('fieldset', { class: 'dl-fieldset' });
    this.bases = el('fieldset', { class: 'dl-fieldset' });
    this.note = el('div', { class: 'dl-ask dl-hidden', role: 'alertdialog' });
    this.titles = { legend: el('summary', {}), layers: el('summary', {}) };
    node.append(
      el('details', { class: 'dl-panel', open: window.innerWidth > 900 }, this.titles.legend, this.legend),
      el('details', { class: 'dl-panel' }, this.titles.layers, this.switches, this.bases),
      this.note,
    );
  }

  configure({ words, lang, symbols, bases }, state) {
    Object.assign(this, { words, lang, symbols, choices: bases });
    if (state.layers) this.layers = state.layers.filter((name) => LAYERS.includes(name));
    for (const [name, summary] of Object.entries(this.titles)) summary.textContent = words[`${name}.title`];
    this.buildSwitches();
    this.buildBases();
    if (this.data) this.setData(this.data);
  }

  buildSwitches() {
    this.switches.replaceChildren(el('legend', {}, this.words['layers.show']));
    for (const name of LAYERS) {
      const box = el('input', { type: 'checkbox', checked: this.layers.includes(name), value: name, onchange: () => this.switch(name, box.checked) });
      this.switches.append(el('label', { class: 'dl-check' }, box, el('span', {}, this.words[`layer.${name}`])));
    }
  }

  switch(name, on) {
    this.layers = LAYERS.filter((layer) => (layer === name ? on : this.layers.includes(layer)));
    this.on.layers(this.layers);
  }

  buildBases() {
    this.bases.replaceChildren(el('legend', {}, this.words['bases.title']));
    for (const choice of this.choices) {
      const box = el('input', { type: 'radio', name: 'dl-base', value: choice.id, checked: choice.id === this.base.id, onchange: () => this.choose(choice) });
      this.bases.append(el('label', { class: 'dl-check' }, box, el('span', {}, choice.label)));
    }
  }

  /** Tiles tell a third party what is looked at: name the host, and ask before the first request. */
  choose(choice) {
    if (!choice.host || this.allowed.has(choice.host)) {
      this.use(choice);
      return;
    }
    const yes = el('button', { type: 'button', class: 'dl-action', onclick: () => {
      this.allowed.add(choice.host);
      this.use(choice);
      this.note.classList.add('dl-hidden');
    } }, this.words['tiles.yes']);
    const no = el('button', { type: 'button', class: 'dl-action dl-quiet', onclick: () => {
      this.note.classList.add('dl-hidden');
      this.buildBases();
    } }, this.words['tiles.no']);
    this.note.replaceChildren(el('p', {}, say(this.words, 'tiles.note', { host: choice.host, name: choice.label })), yes, no);
    this.note.classList.remove('dl-hidden');
    yes.focus();
  }

  use(choice) {
    this.base = choice;
    this.buildBases();
    this.on.base(choice);
  }

  setData(explore) {
    this.data = explore;
    const shown = explore.type_counts;
    const chosen = new Set(explore.chosen_types);
    this.legend.replaceChildren();
    this.symbols.forEach((symbol, i) => {
      if (!shown[i] && !chosen.has(symbol.id)) return;
      const active = chosen.size === 0 || chosen.has(symbol.id);
      this.legend.append(el('button', {
        type: 'button', class: 'dl-key', 'aria-pressed': String(active), title: this.words['legend.how'], onclick: () => this.pick(symbol.id, chosen),
      }, trusted(symbol.done), el('span', {}, symbol.label), el('b', {}, shown[i].toLocaleString(this.lang))));
    });
    if (explore.planned) {
      const sample = this.symbols.find((symbol, i) => shown[i]) ?? this.symbols[0];
      this.legend.append(el('div', { class: 'dl-key dl-plain' }, trusted(sample.planned), el('span', {}, this.words['legend.planned'])));
    }
  }

  /** The first click keeps only that type; further ones add or take away. */
  pick(id, chosen) {
    const next = new Set(chosen);
    if (next.has(id)) next.delete(id);
    else next.add(id);
    this.on.types([...next]);
  }
}
