// What the marks on the map mean: a section for each layer that is shown, only with what is there;
// a key is a button that filters by it (or, for a journey, brings it forward).

import { el, locale, say, trusted } from './dom.js';
import { title } from './journeys.js';
import { CHANGE, COUNTRY, REGION, SHADES, classes } from './shades.js';

export class Legend {
  /** `on` has types(list), sites(list), region(entry), journey(id). */
  constructor(node, on) {
    this.node = node;
    this.on = on;
  }

  configure({ words, lang, symbols, kinds }) {
    Object.assign(this, { words, lang, symbols, kinds });
  }

  /** `shown` has the names of the layers; `extra` what layers fetched for themselves: {journeys, change, journey}. */
  draw(explore, shown, extra) {
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const parts = {
      events: () => this.types(explore),
      areas: () => this.areas(explore),
      sites: () => this.sites(explore),
      regions: () => this.ramp('regions', explore.regions, SHADES),
      change: () => this.change(extra.change),
      countries: () => this.ramp('countries', explore.countries, SHADES, COUNTRY),
      journeys: () => this.journeys(extra.journeys, extra.journey),
      heat: () => this.heat(),
    };
    const sections = Object.entries(parts).filter(([name]) => shown.includes(name)).map(([name, draw]) => [name, draw().filter(Boolean)]);
    const several = sections.filter(([, keys]) => keys.length).length > 1;
    this.node.replaceChildren(...sections.flatMap(([name, keys]) => (keys.length ? [several ? el('h4', {}, this.words[`layer.${name}`]) : null, ...keys].filter(Boolean) : [])));
    if (focused) this.node.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  key(id, picture, label, n, { active = true, act = null, title = this.words['legend.how'] } = {}) {
    const parts = [picture, el('span', {}, label), n === null ? null : el('b', {}, typeof n === 'number' ? n.toLocaleString(this.lang) : n)];
    if (!act) return el('div', { class: 'dl-key dl-plain' }, ...parts);
    return el('button', { type: 'button', class: 'dl-key', 'data-key': id, 'aria-pressed': String(active), title, onclick: act }, ...parts);
  }

  /** The first click keeps only that one; further ones add or take away. */
  choices(entries, counts, chosen, send) {
    return entries.map((entry, i) => {
      if (!counts[i] && !chosen.has(entry.id)) return null;
      const act = () => {
        const next = new Set(chosen);
        if (!next.delete(entry.id)) next.add(entry.id);
        send([...next]);
      };
      return this.key(entry.id, trusted(entry.done), entry.label, counts[i], { active: !chosen.size || chosen.has(entry.id), act });
    });
  }

  types(explore) {
    const keys = this.choices(this.symbols, explore.type_counts, new Set(explore.chosen_types), this.on.types);
    if (explore.planned) {
      const sample = this.symbols.find((symbol, i) => explore.type_counts[i]) ?? this.symbols[0];
      keys.push(this.key('', trusted(sample.planned), this.words['legend.planned'], null));
    }
    return keys;
  }

  areas(explore) {
    const n = explore.areas.reduce((sum, area) => sum + area.n, 0);
    return n ? [this.key('', el('i', { class: 'dl-swatch dl-dashed' }), this.words['legend.areas'], n)] : [];
  }

  sites(explore) {
    return this.choices(this.kinds, explore.site_counts, new Set(explore.chosen_sites), this.on.sites);
  }

  ramp(name, entries, colors, line = REGION) {
    const steps = classes(entries.map((entry) => entry.n));
    const range = (low, high) => (low === high ? low.toLocaleString(this.lang) : `${low.toLocaleString(this.lang)}–${high.toLocaleString(this.lang)}`);
    const bands = steps.map(([low, high], i) => this.key('', swatch(colors[i], line), say(this.words, 'legend.range', { range: range(low, high) }), null)).reverse();
    const top = entries.slice(0, 6).map((entry) => this.key(entry.id, null, entry.name, entry.n, { act: () => this.on.region(entry), title: say(this.words, 'legend.only', { name: entry.name }) }));
    return [...bands, ...top];
  }

  change(found) {
    if (!found?.now) return [];
    const period = ([from, to]) => new Intl.DateTimeFormat(locale(this.lang), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
    const note = el('p', { class: 'dl-legend-note' }, say(this.words, 'legend.change', { now: period(found.now), before: period(found.before) }));
    const keys = CHANGE.map(({ id, color }) => this.key('', swatch(color, REGION), this.words[`change.${id}`], null));
    const top = [...found.regions].sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).filter((entry) => entry.change).slice(0, 6);
    return [note, ...keys, ...top.map((entry) => this.key(entry.id, null, entry.name, signed(entry.change, this.lang), { act: () => this.on.region(entry), title: say(this.words, 'legend.only', { name: entry.name }) }))];
  }

  journeys(found, chosen) {
    return (found ?? []).slice(0, 30).map((journey) => this.key(
      journey.id, el('i', { class: `dl-swatch dl-way${journey.planned ? ' dl-dashed' : ''}`, style: `--dl-way:${journey.color}` }), title(journey, this.words, this.lang), journey.stops.length,
      { active: !chosen || chosen === journey.id, act: () => this.on.journey(chosen === journey.id ? null : journey.id), title: this.words['legend.journey'] },
    ));
  }

  heat() {
    return [el('div', { class: 'dl-key dl-plain' }, el('span', {}, this.words['heat.few']), el('i', { class: 'dl-heat-ramp' }), el('span', { class: 'dl-end' }, this.words['heat.many']))];
  }
}

const swatch = (color, line) => el('i', { class: 'dl-swatch', style: `background:${color};border-color:${line}` });

export const signed = (n, lang) => n.toLocaleString(lang, { signDisplay: 'exceptZero' });
