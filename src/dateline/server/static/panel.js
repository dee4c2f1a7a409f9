// The panel on the map: its legend, the switches of layers, the choice of base map.

import { el, say } from './dom.js';
import { Legend } from './legend.js';

const LAYERS = ['events', 'areas', 'sites', 'regions', 'change', 'countries', 'journeys', 'heat'];
const OWN = 'dateline-tiles';
const INSTEAD = { regions: 'change', change: 'regions' };
const SHOWN = ['events', 'areas'];

export class Panel {
  /** `on` has layers(names), base(choice), and what the legend needs. */
  constructor(node, on) {
    this.on = on;
    this.layers = SHOWN.slice();
    this.base = { id: 'embedded' };
    this.allowed = new Set();
    const keys = el('div', { class: 'dl-legend' });
    this.legend = new Legend(keys, on);
    this.switches = el('fieldset', { class: 'dl-fieldset' });
    this.bases = el('fieldset', { class: 'dl-fieldset' });
    this.note = el('div', { class: 'dl-ask dl-hidden', role: 'alertdialog' });
    this.titles = { legend: el('summary', {}), layers: el('summary', {}) };
    node.append(
      el('details', { class: 'dl-panel' }, this.titles.layers, this.switches, this.bases),
      el('details', { class: 'dl-panel', open: window.innerWidth > 900 }, this.titles.legend, keys),
      this.note,
    );
  }

  configure(data, state) {
    const { words, bases } = data;
    Object.assign(this, { words, choices: bases });
    this.legend.configure(data);
    if (state.layers) this.layers = state.layers.filter((name) => LAYERS.includes(name));
    for (const [name, summary] of Object.entries(this.titles)) summary.textContent = words[`${name}.title`];
    this.buildSwitches();
    this.buildBases();
    const first = !this.restored;
    this.restored = true;
    if (first && state.base) this.restore(state.base);
  }

  buildSwitches() {
    this.switches.replaceChildren(el('legend', {}, this.words['layers.show']));
    for (const name of LAYERS) {
      const box = el('input', { type: 'checkbox', checked: this.layers.includes(name), value: name, onchange: () => this.switch(name, box.checked) });
      this.switches.append(el('label', { class: 'dl-check' }, box, el('span', {}, this.words[`layer.${name}`])));
    }
  }

  switch(name, on) {
    this.layers = LAYERS.filter((layer) => (layer === name ? on : this.layers.includes(layer) && !(on && layer === INSTEAD[name])));
    for (const box of this.switches.querySelectorAll('input')) box.checked = this.layers.includes(box.value);
    this.on.layers(this.layers);
  }

  buildBases() {
    const all = this.base.id === 'own' ? [...this.choices, this.base] : this.choices;
    const rows = all.map((choice) => {
      const box = el('input', { type: 'radio', name: 'dl-base', value: choice.id, checked: choice.id === this.base.id, onchange: () => this.choose(choice) });
      return el('label', { class: 'dl-check' }, box, el('span', {}, choice.label));
    });
    this.bases.replaceChildren(el('legend', {}, this.words['bases.title']), ...rows, this.ownServer());
  }

  /** An address of tiles that the reader types in; it stays in this browser. */
  ownServer() {
    const known = this.base.id === 'own' ? this.base.url : window.localStorage.getItem(OWN) ?? '';
    const field = el('input', { type: 'url', class: 'dl-field', placeholder: 'https://…/{z}/{x}/{y}.png', 'aria-label': this.words['base.own.address'], value: known });
    const fault = el('p', { class: 'dl-fault', role: 'alert' });
    const use = (event) => {
      event.preventDefault();
      const choice = ownChoice(field.value.trim(), this.words['base.own']);
      fault.textContent = choice ? '' : this.words['base.own.bad'];
      if (!choice) return;
      window.localStorage.setItem(OWN, choice.url);
      this.choose(choice);
    };
    const button = el('button', { type: 'submit', class: 'dl-action' }, this.words['base.own.use']);
    const box = el('details', { class: 'dl-own', open: this.ownOpen || this.base.id === 'own', ontoggle: () => {
      this.ownOpen = box.open;
    } }, el('summary', {}, this.words['base.own.title']), el('form', { novalidate: true, onsubmit: use }, field, button, fault));
    return box;
  }

  /** The base map of a copied address; one of somebody else is asked about first. */
  restore(id) {
    const own = ownChoice(window.localStorage.getItem(OWN) ?? '', this.words['base.own']);
    const choice = id === 'own' ? own : this.choices.find((each) => each.id === id);
    if (choice && choice.id !== this.base.id) this.choose(choice);
  }

  /** Tiles tell a third party what is looked at: name the host, and ask before the first request. */
  choose(choice) {
    if (!choice.host || this.allowed.has(choice.host)) {
      this.use(choice);
      return;
    }
    const answer = (yes) => {
      this.note.classList.add('dl-hidden');
      if (yes) {
        this.allowed.add(choice.host);
        this.use(choice);
      } else {
        this.buildBases();
      }
      this.bases.querySelector('input:checked')?.focus();
    };
    const button = (yes, look) => el('button', { type: 'button', class: `dl-action${look}`, onclick: () => answer(yes) }, this.words[yes ? 'tiles.yes' : 'tiles.no']);
    const yes = button(true, '');
    const text = el('p', { id: 'dl-ask-text' }, say(this.words, 'tiles.note', { host: choice.host, name: choice.label }));
    this.note.replaceChildren(text, yes, button(false, ' dl-quiet'));
    this.note.setAttribute('aria-labelledby', text.id);
    this.note.classList.remove('dl-hidden');
    yes.focus();
  }

  use(choice) {
    this.base = choice;
    this.buildBases();
    this.on.base(choice);
  }

  /** The legend of what is on the map now. */
  draw(explore, extra) {
    if (explore) this.legend.draw(explore, this.layers, extra);
  }
}

/** A base map of an address with {z}, {x} and {y}; null where it is none. */
function ownChoice(address, label) {
  if (!['{z}', '{x}', '{y}'].every((part) => address.includes(part)) || !/^https?:\/\//.test(address)) return null;
  const plain = address.replaceAll(/[{}]/g, '');
  if (!URL.canParse(plain)) return null;
  const { host } = new URL(plain);
  return { id: 'own', label, url: address, host: host === window.location.host ? '' : host, credit: host, zoom: 18 };
}
